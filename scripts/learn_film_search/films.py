"""Femur films for the search for lesions that nobody pointed at: groups of patients, and samples cut out of films."""
import sys
import pathlib

import numpy as np
from PIL import Image

sys.path.append(str(pathlib.Path(__file__).parents[1] / "learn_film_lesions"))
from lesion_films import PARTS, SIDE, UNKNOWN_PARTS, on_grid, read_films, read_mask

FILM = 192  # cells across the square that holds a whole film when the program looks at it
CELL = SIDE / FILM  # of the pixels of a film whose longest side has 256
WINDOW = 96  # cells across a sample
MAP = FILM // 2  # cells across of what the network says
GROUPS = 3


def group_of(film):
    """Patients are known by their case number alone; films of one number are never in two groups."""
    return (0, 1, 1, 2, 2)[film.case % 5]


def usable(films):
    """Without the films of the tumour cohort whose tumour nobody outlined: they are neither right nor wrong."""
    return [f for f in films if f.cohort == "N" or f.lesion is not None]


def tumour_on_grid(folder, film):
    """All that is outlined, both labels, on the grid of the map."""
    masks = [read_mask(pathlib.Path(folder) / "femur/labels" / f"{film.name}_{kind}.png") for kind in ("tumour", "surface")]
    return on_map(on_grid(np.any([m > 0 for m in masks if m is not None], 0).astype(np.float32), Image.Resampling.BOX)) > 0.5


def on_map(picture):
    return np.asarray(Image.fromarray(picture.astype(np.float32)).resize((MAP, MAP), Image.Resampling.BOX))


class Sample:
    """A film as it is or painted; `lesion` is empty on films without one. Windows lie in the lesion or in the bone."""

    def __init__(self, film, image, lesion):
        self.image, self.valid, self.parts = image, film.valid, film.parts
        self.lesion = np.zeros_like(image) if lesion is None else lesion
        self.inside = np.argwhere(self.lesion > 0.5)
        known = film.parts.max() != UNKNOWN_PARTS
        self.bone = np.argwhere((film.parts > 0) & (film.parts < len(PARTS)) if known else (film.valid > 0) & (film.image > 0.15))

    def middle(self):
        return self.inside.mean(0) if len(self.inside) else np.full(2, SIDE / 2)

    def radius(self):
        return np.sqrt(len(self.inside) / np.pi)

    def centre_of_window(self, chance, cell):
        """Not always with the lesion in the middle, and not far beyond the film."""
        near = self.inside if len(self.inside) and chance.random() < 0.75 else self.bone
        away = 0.35 if near is self.inside else 0.3
        place = near[chance.integers(len(near))] + chance.uniform(-away, away, 2) * WINDOW * cell
        return np.clip(place, 0.35 * WINDOW, SIDE - 0.35 * WINDOW)
