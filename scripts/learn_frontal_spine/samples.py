"""Strips along the column of a film, turned, scaled, bent and exposed otherwise, with what the network shall answer."""
import numpy as np
import torch
from scipy import ndimage
from torch.nn import functional as F

from frontal_network import CHANNELS, COLUMNS, ROWS

BODY = 50  # cells for the width of a body
WAY = 16.0  # cells of the answer for one unit of a way
PEDICLE_SD, LEVEL_SD = 1.3, 1.6  # cells of the answer
NEAR = 3.0  # cells of the answer round a level where ways and losses count


def without_shading(strip):
    """Broad shading off, in local spreads, as straightened_column.cpp."""
    detail = strip - ndimage.gaussian_filter(strip, 0.35 * BODY, mode="reflect")
    return detail / (np.sqrt(ndimage.gaussian_filter(detail * detail, 0.6 * BODY, mode="reflect")) + 1e-6)


class Course:
    """From cells of the strip to pixels of the film. The strip follows the column but for its errors: width, tilt, place and bend."""

    def __init__(self, chance, film):
        level = chance.integers(len(film.pedicles))
        down = film.down(level)
        angle = np.deg2rad(chance.normal(0, 7))
        down = np.array([np.cos(angle) * down[0] - np.sin(angle) * down[1], np.sin(angle) * down[0] + np.cos(angle) * down[1]])
        right = np.array([down[1], -down[0]])
        self.mirrored = chance.random() < 0.5
        scale = film.width / BODY * np.exp(np.clip(chance.normal(0.08, 0.2), -0.4, 0.5))
        stretch = np.exp(chance.normal(0, 0.06))
        self.linear = np.stack([right * scale * (-1 if self.mirrored else 1) / stretch, down * scale * stretch], 1)
        self.cells_from = np.linalg.inv(self.linear)
        self.middle = film.pedicles[level].mean(0) + self.linear @ np.array([chance.normal(0, 0.1 * BODY), chance.uniform(-0.45, 0.45) * ROWS])
        self.wave = chance.uniform(120, 400), chance.uniform(0, 2 * np.pi), chance.normal(0, 3)

    def bend(self, row):
        length, phase, size = self.wave
        return size * np.sin(2 * np.pi * row / length + phase)

    def to_film(self, cells):
        away = cells - np.array([(COLUMNS - 1) / 2, (ROWS - 1) / 2])
        away = np.stack([away[..., 0] + self.bend(cells[..., 1]), away[..., 1]], -1)
        return away @ self.linear.T + self.middle

    def to_cells(self, points):
        cells = (points - self.middle) @ self.cells_from.T + np.array([(COLUMNS - 1) / 2, (ROWS - 1) / 2])
        cells[..., 0] -= self.bend(cells[..., 1])
        return cells


CELLS = np.stack(np.meshgrid(np.arange(COLUMNS), np.arange(ROWS)), -1).astype(np.float64)


def smooth(chance, size):
    rows, columns = max(2, round(ROWS / size)) + 1, max(2, round(COLUMNS / size)) + 1
    return ndimage.zoom(chance.normal(size=(rows, columns)), (ROWS / (rows - 1), COLUMNS / (columns - 1)), order=1)[:ROWS, :COLUMNS]


def continued(strip, inside):
    """What lies inside, gone: the smoothed surroundings go on as evenly as they can (as sample_data/phantom/paint/paint_film.h)."""
    rows, columns = np.where(inside)
    if len(rows) == 0:
        return strip
    box = slice(max(0, rows.min() - 2), rows.max() + 3), slice(max(0, columns.min() - 2), columns.max() + 3)
    even, within = ndimage.gaussian_filter(strip, 0.7)[box].copy(), inside[box]
    even[within] = even[~within].mean()
    for _ in range(60):
        around = np.pad(even, 1, mode="edge")
        even[within] = ((around[:-2, 1:-1] + around[2:, 1:-1] + around[1:-1, :-2] + around[1:-1, 2:]) / 4)[within]
    result = strip.copy()
    result[box][within] = even[within]
    return result


def painted_out(chance, strip, at, semi_axes):
    """The content of an ellipse taken out, with grain as strong as beside it."""
    away = np.hypot((CELLS[..., 0] - at[0]) / semi_axes[0], (CELLS[..., 1] - at[1]) / semi_axes[1])
    border = (away > 1.1) & (away < 1.6)
    if border.sum() < 20:
        return strip
    if chance.random() < 0.5:
        weight, even = np.clip((1.25 - away) / 0.35, 0, 1), ndimage.gaussian_filter(np.where(away > 1.1, strip, 0), 0.5 * semi_axes[0])
        even = even / np.maximum(ndimage.gaussian_filter((away > 1.1) * 1.0, 0.5 * semi_axes[0]), 1e-3)
    else:
        weight = (away < 1) * 1.0
        even = continued(strip, away < 1)
    fine = strip - ndimage.gaussian_filter(strip, 1.5)
    grain = ndimage.gaussian_filter(chance.normal(size=strip.shape), chance.uniform(0.3, 0.9))
    grain *= np.median(np.abs(fine[border])) / np.median(np.abs(grain)) * chance.uniform(0.3, 1)
    return (1 - weight) * strip + weight * (even + grain)


def exposed(chance, x):
    """Other exposures, enhancement of edges, gas, stool, ribs and grain."""
    spread = (x - ndimage.gaussian_filter(x, 0.15 * BODY)).std()
    if chance.random() < 0.5:
        radius = chance.uniform(1.5, 12)
        x = x + chance.uniform(0.3, 2) * (x - ndimage.gaussian_filter(x, radius))
    for _ in range(chance.integers(0, 6)):  # gas and stool
        at, size = chance.uniform(0, 1, 2) * [COLUMNS, ROWS], chance.uniform(3, 18, 2)
        turn = chance.uniform(0, np.pi)
        u, v = CELLS[..., 0] - at[0], CELLS[..., 1] - at[1]
        away = ((u * np.cos(turn) + v * np.sin(turn)) / size[0]) ** 2 + ((v * np.cos(turn) - u * np.sin(turn)) / size[1]) ** 2
        x = x + spread * chance.uniform(-6, 3) * np.exp(-away ** chance.integers(1, 5))
    for _ in range(chance.integers(0, 4)):  # edges of organs, ribs, lines
        normal, at = chance.uniform(0, 2 * np.pi), chance.uniform(-0.5, 0.5) * ROWS
        away = (CELLS[..., 0] - COLUMNS / 2) * np.cos(normal) + (CELLS[..., 1] - ROWS / 2) * np.sin(normal) - at
        away = away + chance.uniform(0, 0.01) * (CELLS[..., 0] - CELLS[..., 1]) ** 2 * 0.1
        x = x + spread * chance.uniform(-2, 2) * (np.exp(-0.5 * (away / chance.uniform(0.7, 4)) ** 2) if chance.random() < 0.5 else (away > 0))
    if chance.random() < 0.6:  # coarse bone
        grain = ndimage.gaussian_filter(chance.normal(size=x.shape), chance.uniform(0.7, 2.5))
        x = x + spread * chance.uniform(0, 0.8) * grain / grain.std()
    if chance.random() < 0.5:
        x = x + spread * chance.uniform(0, 1.5) * smooth(chance, chance.uniform(8, 40))
    if chance.random() < 0.5:
        x = ndimage.gaussian_filter(x, chance.uniform(0.3, 1.3))
    return x + spread * chance.uniform(0, 1.2) * chance.normal(size=x.shape)


def answer(film, course, lost):
    """What the network shall say; `near` is where ways and losses count, `counts` where all is known."""
    rows, columns = ROWS // 2, COLUMNS // 2
    target = np.zeros((CHANNELS, rows, columns), np.float32)
    near = np.zeros((rows, columns), np.float32)
    counts = np.ones((rows, columns), np.float32)
    v, u = np.mgrid[0:rows, 0:columns].astype(np.float64)
    for level, pair in enumerate(film.pedicles):
        places = (course.to_cells(pair) + 0.5) / 2 - 0.5
        gone = lost[level]
        if course.mirrored:
            places, gone = places[::-1], gone[::-1]
        for place, is_lost in zip(places, gone):
            if not is_lost:
                target[0] = np.maximum(target[0], np.exp(-((u - place[0]) ** 2 + (v - place[1]) ** 2) / (2 * PEDICLE_SD**2)))
        middle = places.mean(0)
        away = (u - middle[0]) ** 2 + (v - middle[1]) ** 2
        target[1] = np.maximum(target[1], np.exp(-away / (2 * LEVEL_SD**2)))
        beside = away < NEAR**2
        near[beside] = 1
        for side, place in enumerate(places):
            target[2 + 2 * side][beside] = ((place[0] - u) / WAY)[beside]
            target[3 + 2 * side][beside] = ((place[1] - v) / WAY)[beside]
            target[6 + side][beside] = gone[side]
    if film.real:
        above = course.to_cells(film.pedicles[0].mean(0) - 0.6 * film.spacing * film.down(0))[1] / 2
        counts[: max(0, round(above))] = 0
    return target, near, counts


def strip_of(film, course):
    places = course.to_film(CELLS)
    rows, columns = film.image.shape
    grid = torch.from_numpy(np.stack([(2 * places[..., 0] + 1) / columns - 1, (2 * places[..., 1] + 1) / rows - 1], -1).astype(np.float32))[None]
    return F.grid_sample(torch.from_numpy(film.image)[None, None], grid, "bilinear", "border", align_corners=False)[0, 0].numpy().astype(np.float64)


def sample(chance, film):
    course = Course(chance, film)
    strip = strip_of(film, course)
    lost = ~film.there.copy()
    size = film.width / np.sqrt(abs(np.linalg.det(course.linear)))  # cells for the width of a body
    for level, pair in enumerate(film.pedicles):
        for side, place in enumerate(course.to_cells(pair)):
            if lost[level].any() or not (0 < place[1] < ROWS):
                continue
            painted = painted_out(chance, strip, place + size * chance.normal(0, 0.03, 2), size * np.array([0.15, 0.24]) * np.exp(chance.normal(0.1, 0.15)))
            lot = chance.random()
            if lot < 0.18:
                strip = painted
                lost[level, side] = True
            elif lot < 0.5:  # hardly seen, and there
                strip = strip + chance.uniform(0, 0.7) * (painted - strip)
    for _ in range(chance.integers(0, 3)):  # where there is none: paint alone tells nothing
        place = chance.uniform(0, 1, 2) * [COLUMNS, ROWS]
        if np.min(np.linalg.norm(course.to_cells(film.pedicles.reshape(-1, 2)) - place, axis=1)) > 0.4 * size:
            strip = painted_out(chance, strip, place, size * np.array([0.13, 0.2]))
    strip, (target, near, counts) = exposed(chance, strip), answer(film, course, lost)
    if chance.random() < 0.3:  # the film ends, and its last row goes on
        row = 2 * chance.integers(0, ROWS // 8)
        if chance.random() < 0.5:
            strip[:row], target[:, : row // 2], near[: row // 2] = strip[row], 0, 0
        elif row > 0:
            strip[-row:], target[:, -row // 2 :], near[-row // 2 :] = strip[-row - 1], 0, 0
    return without_shading(strip).astype(np.float32)[None], target, near, counts
