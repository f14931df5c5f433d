"""What lies over a spine on a film: pieces of femur films (edges of bones, soft tissue, gas), edges, coarse grain and places of little contrast."""
import pathlib
import sys

import numpy as np
from PIL import Image
from scipy import ndimage

from network import SIDE

sys.path.append(str(pathlib.Path(__file__).parents[1] / "learn_femur_films"))
from femur_films import pixels

KEPT = 384  # longest side of what is kept of a film


def read_clutter(folder):
    """Femur films without their broad shading, in spreads."""
    films = []
    for path in sorted((pathlib.Path(folder) / "femur" / "dicom").glob("*.dcm")):
        film = pixels(path)
        scale = KEPT / max(film.shape)
        small = np.array(Image.fromarray(film).resize((round(film.shape[1] * scale), round(film.shape[0] * scale)), Image.Resampling.BOX))
        detail = small - ndimage.gaussian_filter(small, 25)
        films.append((detail / (detail.std() + 1e-6)).astype(np.float32))
    return films


def piece(chance, films):
    """A square of a film, turned and scaled, its border faded out."""
    film = films[chance.integers(len(films))]
    angle, zoom = chance.uniform(0, 2 * np.pi), np.exp(chance.uniform(-0.7, 0.4))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) / zoom
    middle = np.array(film.shape) * chance.uniform(0.3, 0.7, 2)
    cut = ndimage.affine_transform(film, turn, middle - turn @ np.full(2, (SIDE - 1) / 2), (SIDE, SIDE), order=1, mode="constant")
    at, size = chance.uniform(0, SIDE, 2), chance.uniform(50, 200)
    along = np.arange(SIDE)
    fade = np.exp(-((((along - at[0]) / size) ** 2)[None] + (((along - at[1]) / size) ** 2)[:, None]) ** 2)
    return np.clip(cut, -4, 4) * fade


def edges(chance):
    """Borders of organs, ribs and the pelvis: bent lines and steps."""
    columns, rows = np.meshgrid(np.arange(SIDE, dtype=np.float32) - SIDE / 2, np.arange(SIDE, dtype=np.float32) - SIDE / 2)
    total = np.zeros((SIDE, SIDE), np.float32)
    for _ in range(chance.integers(0, 5)):
        direction, radius = chance.uniform(0, 2 * np.pi), np.exp(chance.uniform(np.log(25), np.log(600)))
        reach = radius + chance.uniform(-0.5, 0.5) * SIDE
        away = np.hypot(columns - reach * np.cos(direction), rows - reach * np.sin(direction)) - radius
        if chance.random() < 0.5:
            total += chance.uniform(-1.5, 1.5) * np.exp(-0.5 * (away / chance.uniform(0.6, 3)) ** 2)
        else:
            total += chance.uniform(-2, 2) / (1 + np.exp(np.clip(away / chance.uniform(0.4, 3), -30, 30)))
    return total


def smooth(chance, size):
    count = max(2, round(SIDE / size)) + 1
    return ndimage.zoom(chance.normal(size=(count, count)), SIDE / count, order=1)[:SIDE, :SIDE].astype(np.float32)


def covered(chance, image, films):
    """The film with all that over it."""
    spread = (image - ndimage.gaussian_filter(image, 8)).std() + 1e-4
    if chance.random() < 0.6:  # places of little contrast
        broad = ndimage.gaussian_filter(image, chance.uniform(5, 20))
        image = broad + (image - broad) * np.exp(chance.uniform(0, 0.9) * smooth(chance, chance.uniform(40, 120)))
    if films and chance.random() < 0.6:
        image = image + spread * chance.uniform(0.2, 1.5) * piece(chance, films)
    if chance.random() < 0.7:
        image = image + spread * chance.uniform(0.3, 1.5) * edges(chance)
    if chance.random() < 0.5:  # coarse bone, stool
        image = image + spread * chance.uniform(0, 1) * smooth(chance, chance.uniform(3, 30))
    if chance.random() < 0.4:  # enhancement of edges
        image = image + chance.uniform(0.3, 1.5) * (image - ndimage.gaussian_filter(image, chance.uniform(1.5, 10)))
    return image.astype(np.float32)
