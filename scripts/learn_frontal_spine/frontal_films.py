"""Frontal films with the places of pedicles as arrays: films cast through random spines and real ones (osteosign-evaluate film-pedicles --save)."""
import csv
import pathlib

import numpy as np
from PIL import Image

WIDTH_OF_DISTANCE = 1.37  # width of a body over the distance of its pedicles, as column_along_pedicles.cpp
KEPT_PER_WIDTH = 75  # pixels of what is kept of a film, for the width of a body


class FrontalFilm:
    """`pedicles` of each level from cranial to caudal: at the left of the image, at its right; pixels of the kept film, column, row. `there` tells which are not destroyed."""

    def __init__(self, name, pixels, pedicles, there):
        self.name, self.real = name, name.startswith("real_")  # real ones show vertebrae above those that are known
        pedicles, there = np.asarray(pedicles, np.float64), np.asarray(there, bool)
        if np.mean(pedicles[:, 0, 0] - pedicles[:, 1, 0]) > 0:
            pedicles, there = pedicles[:, ::-1], there[:, ::-1]
        width = WIDTH_OF_DISTANCE * np.median(np.linalg.norm(pedicles[:, 1] - pedicles[:, 0], axis=1))
        scale = min(1.0, KEPT_PER_WIDTH / width)
        rows, columns = pixels.shape
        picture = Image.fromarray(np.asarray(pixels, np.float32)).resize((round(columns * scale), round(rows * scale)), Image.Resampling.BOX)
        self.image = np.array(picture, np.float32)
        low, high = np.percentile(self.image, [1, 99])
        self.image = (self.image - low) / max(high - low, 1e-6)
        self.pedicles = (pedicles + 0.5) * scale - 0.5
        self.there = there
        self.width = width * scale
        self.spacing = np.median(np.linalg.norm(np.diff(self.pedicles.mean(1), axis=0), axis=1))

    def down(self, level):
        """Unit vector down the column at a level."""
        middles = self.pedicles.mean(1)
        first, last = max(0, level - 1), min(len(middles) - 1, level + 1)
        along = middles[last] - middles[first]
        return along / np.linalg.norm(along)


def read_films(folder):
    found = {}
    for table in sorted(pathlib.Path(folder).glob("pedicles_*.csv")):
        for row in csv.DictReader(open(table)):
            found.setdefault(row["film"], []).append(row)
    films = []
    for name in sorted(found):
        rows = sorted(found[name], key=lambda row: int(row["number"]))
        pedicles = [[(float(row[f"{side}_x"]), float(row[f"{side}_y"])) for side in ("left", "right")] for row in rows]
        there = [[row[f"{side}_there"] == "true" for side in ("left", "right")] for row in rows]
        films.append(FrontalFilm(name, np.asarray(Image.open(pathlib.Path(folder) / name), np.float32), pedicles, there))
    return films
