"""Films turned, scaled, bent and exposed otherwise, with what the network shall answer."""
import numpy as np
import torch
from PIL import Image, ImageDraw
from scipy import ndimage
from torch.nn import functional as F

from clutter import covered, smooth
from network import CELLS, SIDE, WAY

CORNER_SD = 1.0  # cells of the answer
SURROUNDINGS = 33  # cells across, of the square whose mean and spread are taken away


def contrast(image):
    rest = image - ndimage.uniform_filter(image, SURROUNDINGS, mode="constant")
    return 0.5 * rest / np.sqrt(ndimage.uniform_filter(rest * rest, SURROUNDINGS, mode="constant") + 3e-4)


def channels(image):
    """What the network is shown: the film and its contrast with what is round each cell."""
    return np.stack([image, contrast(image)]).astype(np.float32)


class Change:
    """From cells of the changed film to pixels of the kept one, and back for corners."""

    def __init__(self, chance, film, whole=False):
        rows, columns = film.image.shape
        self.shape = film.image.shape
        zoom = SIDE / max(rows, columns) * (1 if whole else np.exp(chance.uniform(-0.25, 0.55)))
        angle = 0 if whole else np.deg2rad(chance.normal(0, 9))
        stretch = 0 if whole else chance.normal(0, 0.2)
        mirror = 1 if whole or chance.random() < 0.5 else -1
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        self.linear = turn @ np.diag([mirror / zoom * np.exp(stretch), 1 / zoom * np.exp(-stretch)])
        # the column stays in sight: the middle lies between that of the film and that of the bodies
        bodies = film.corners.reshape(-1, 2)
        middle = np.array([(columns - 1) / 2, (rows - 1) / 2])
        if not whole:
            part = chance.uniform(0, 1)
            middle = (1 - part) * middle + part * bodies[chance.integers(len(bodies))] + chance.normal(0, 15, 2)
        self.middle = middle
        self.waves = [] if whole else [(chance.uniform(-1, 1, 2) * 2 * np.pi / chance.uniform(70, 240), chance.uniform(0, 2 * np.pi), chance.normal(0, 3, 2)) for _ in range(2)]
        self.mirror = mirror

    def to_film(self, cells):
        cells = np.asarray(cells, np.float32)
        away = cells - (SIDE - 1) / 2
        bent = sum((np.sin(away[..., 0] * wave[0] + away[..., 1] * wave[1] + phase)[..., None] * size for wave, phase, size in self.waves), np.zeros_like(away))
        return ((away + bent) @ self.linear.T + self.middle).astype(away.dtype)

    def to_cells(self, points):
        wanted = (points - self.middle) @ np.linalg.inv(self.linear).T
        away = wanted.copy()
        for _ in range(8):
            bent = sum((np.sin(away @ wave + phase)[..., None] * size for wave, phase, size in self.waves), np.zeros_like(away))
            away = wanted - bent
        return away + (SIDE - 1) / 2


CELL_GRID = np.stack(np.meshgrid(np.arange(SIDE), np.arange(SIDE)), -1).astype(np.float32)


CELLS_ALONG = np.arange(SIDE, dtype=np.float32)


def exposed(chance, image, inside, clutter):
    """Other exposures, scatter, gas, soft tissue, what else lies over the spine, collimators and metal."""
    x = np.clip(covered(chance, image, clutter), 0, 1) ** np.exp(chance.normal(0, 0.3))
    x = x + chance.uniform(0, 0.25) * smooth(chance, chance.uniform(60, 200)) * 0.5
    if chance.random() < 0.5:  # trend from one edge to the other
        direction = chance.normal(0, 1, 2) / SIDE
        x = x + 0.35 * ((CELL_GRID - SIDE / 2) @ direction).astype(np.float32)
    for _ in range(chance.integers(0, 6)):  # gas and stool
        at, size = chance.uniform(0, SIDE, 2), chance.uniform(3, 16, 2)
        away = (((CELLS_ALONG - at[0]) / size[0]) ** 2)[None] + (((CELLS_ALONG - at[1]) / size[1]) ** 2)[:, None]
        spot = np.exp(-away ** chance.integers(1, 3))
        x = x + chance.uniform(-0.12, 0.08) * spot
    x = x.mean() + np.exp(chance.normal(-0.1, 0.4)) * (x - x.mean())
    if chance.random() < 0.5:
        x = ndimage.gaussian_filter(x, chance.uniform(0.2, 0.9))
    x = x + chance.uniform(0, 0.02) * chance.standard_normal(x.shape, dtype=np.float32)
    kept = inside.copy()
    if chance.random() < 0.3:  # collimator
        normal, reach = chance.normal(0, 1, 2), chance.uniform(0.25, 0.5) * SIDE
        kept &= (CELL_GRID - SIDE / 2) @ (normal / np.linalg.norm(normal)) < reach
    if chance.random() < 0.15:  # letters and metal
        at, size = chance.uniform(0, SIDE, 2), chance.uniform(3, 14, 2)
        metal = (np.abs(CELL_GRID - at) < size).all(-1)
        x[metal & inside] = x.max()
    low, high = np.percentile(x[kept][::7], [1, 99.5]) if kept.any() else (0, 1)
    x = np.clip((x - low) / max(high - low, 1e-3), 0, 1)
    x[~kept] = 0 if chance.random() < 0.8 else chance.uniform(0, 1)
    return x.astype(np.float32), kept


def filled(polygon):
    picture = Image.new("L", (CELLS, CELLS))
    ImageDraw.Draw(picture).polygon([tuple(p) for p in polygon], fill=1)
    return np.asarray(picture) > 0


ROWS, COLUMNS = np.mgrid[0:CELLS, 0:CELLS].astype(np.float32)


def answer(film, change, kept):
    """Body and sacrum, corners and ways of 4, as the network gives them; `counts` is where body and corners are known, `weight` of ways."""
    corners = (change.to_cells(film.corners.astype(np.float64)) + 0.5) / 2 - 0.5
    target = np.zeros((14, CELLS, CELLS), np.float32)
    counts = np.ones((CELLS, CELLS), np.float32)
    body = np.zeros((CELLS, CELLS), bool)
    for number, four in enumerate(corners):
        middle = four.mean(0)
        mask = filled(middle + 0.94 * (four - middle))
        if film.last_is_sacrum and number == len(corners) - 1:
            target[1][mask] = 1
            continue
        body |= mask
        target[0][mask] = 1
        for c, (x, y) in enumerate(four):
            target[2 + c] = np.maximum(target[2 + c], np.exp(-((ROWS[:, :1] - y) ** 2) / (2 * CORNER_SD**2)) * np.exp(-((COLUMNS[:1] - x) ** 2) / (2 * CORNER_SD**2)))
            target[6 + 2 * c][mask] = (x - COLUMNS[mask]) / WAY
            target[7 + 2 * c][mask] = (y - ROWS[mask]) / WAY
    if film.more_above:
        front, back, lower_back, lower_front = corners[0]
        up = 0.5 * (front + back - lower_back - lower_front)
        wide = 0.25 * (back - front)
        counts[filled([front - wide + 0.05 * up, back + wide + 0.05 * up, back + wide + 4 * up, front - wide + 4 * up])] = 0
    hidden = ~kept.reshape(CELLS, 2, CELLS, 2).any((1, 3))
    target[0][hidden] = 0
    target[1][hidden] = 0
    target[2:6, hidden] = 0
    return target, counts, (body & ~hidden).astype(np.float32)


def sample(chance, film, whole=False, clutter=()):
    change = Change(chance, film, whole)
    places = change.to_film(CELL_GRID)
    rows, columns = change.shape
    grid = torch.from_numpy(np.stack([(2 * places[..., 0] + 1) / columns - 1, (2 * places[..., 1] + 1) / rows - 1], -1).astype(np.float32))[None]
    image = F.grid_sample(torch.from_numpy(film.image)[None, None], grid, "bilinear", "zeros", align_corners=False)[0, 0].numpy()
    inside = (np.abs(grid[0].numpy()) < 1).all(-1)
    if whole:
        return channels(image), *answer(film, change, inside)
    image, kept = exposed(chance, image, inside, clutter)
    return channels(image), *answer(film, change, kept)
