"""Lateral films with true corners as arrays: the real panels of shared/data and films cast through random spines (osteosign-evaluate film-lateral --save)."""
import csv
import pathlib

import numpy as np
from PIL import Image

SOURCE = 512  # longest side of what is kept of a film


def normalized(pixels):
    """1st to 99.5th percentile to 0..1, as SquareFilm."""
    low, high = np.percentile(pixels, [1, 99.5])
    return np.clip((pixels - low) / max(high - low, 1e-6), 0, 1).astype(np.float32)


class LateralFilm:
    """`corners` of each body, from cranial to caudal: anterior superior, posterior superior, posterior inferior, anterior inferior; pixels of the film, column, row."""

    def __init__(self, name, pixels, corners, last_is_sacrum, more_above):
        self.name, self.real = name, last_is_sacrum
        image = normalized(pixels)
        self.rows, self.columns = image.shape
        self.scale = SOURCE / max(image.shape)
        size = round(self.columns * self.scale), round(self.rows * self.scale)
        self.image = np.array(Image.fromarray(image).resize(size, Image.Resampling.BOX), np.float32)
        self.film_corners = np.asarray(corners, np.float32)
        self.corners = (self.film_corners + 0.5) * self.scale - 0.5
        self.last_is_sacrum, self.more_above = last_is_sacrum, more_above


def panel_corners(rows):
    """The legend's names are mixed up, so places decide: corners of one name, sorted by row, belong to the bodies in turn; the front is at the left."""
    named = {name: sorted((y, x) for n, x, y in rows if n == name) for name in ("TL", "TR", "BL", "BR")}
    names = ("TL", "BR", "BL", "TR") if named["TL"][0][0] < named["BL"][0][0] else ("BL", "BR", "TR", "TL")
    return np.array([[(named[n][i][1], named[n][i][0]) for n in names] for i in range(len(named["TL"]))])


def read_panels(folder):
    folder = pathlib.Path(folder) / "spine_lateral_corners"
    rows = {}
    for row in csv.DictReader(open(folder / "corners_dev.csv")):
        rows.setdefault(row["sample"], []).append((row["corner_name_as_in_legend"], float(row["x"]), float(row["y"])))
    return [LateralFilm(name, np.asarray(Image.open(folder / f"{name}.png"), np.float32), panel_corners(rows[name]), True, True) for name in sorted(rows)]


def read_cast_films(folder):
    order = {"anterior_superior": 0, "posterior_superior": 1, "posterior_inferior": 2, "anterior_inferior": 3}
    found = {}
    for table in sorted(pathlib.Path(folder).glob("corners_*.csv")):
        for row in csv.DictReader(open(table)):
            found.setdefault(row["film"], {})[int(row["number"]), order[row["corner"]]] = float(row["x"]), float(row["y"])
    films = []
    for name in sorted(found):
        count = max(n for n, _ in found[name])
        if len(found[name]) < 4 * count:
            continue  # still being written
        corners = [[found[name][n, c] for c in range(4)] for n in range(1, count + 1)]
        films.append(LateralFilm(name, np.asarray(Image.open(pathlib.Path(folder) / name), np.float32), corners, False, False))
    return films
