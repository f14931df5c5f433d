"""The femur films of shared/data with their tumours, as arrays on a square grid: grey values 0..1, numbers of parts, lesion 0/1."""
import pathlib
import re
import sys

import numpy as np
from PIL import Image
from scipy import ndimage

sys.path.append(str(pathlib.Path(__file__).parents[1] / "learn_femur_films"))
from femur_films import PARTS, SIDE, normalized, on_grid, pixels

UNKNOWN_PARTS = 255


def read_mask(path):
    return np.asarray(Image.open(path)) if path.exists() else None


def largest(region):
    labels, count = ndimage.label(region)
    return labels == 1 + np.argmax(ndimage.sum(region, labels, range(1, count + 1)))


class Film:
    """`lesion` is None where none is outlined; `film_lesion` is the same on the pixels of the film."""

    def __init__(self, path, labels):
        self.name = path.stem
        self.cohort = path.stem[0]
        self.case = int(re.search(r"_c(\d+)_", path.stem).group(1))
        image = normalized(pixels(path))
        self.shape = image.shape
        self.image = on_grid(image, Image.Resampling.BOX)
        self.valid = on_grid(np.ones(image.shape, np.float32), Image.Resampling.NEAREST)
        parts = read_mask(labels / f"{path.stem}_parts.png")
        self.parts = np.full(self.image.shape, UNKNOWN_PARTS, np.uint8)
        if parts is not None and (parts > 0).any():
            self.parts = on_grid(np.where(parts < len(PARTS), parts, 0).astype(np.uint8), Image.Resampling.NEAREST)
        tumours = [m > 0 for m in (read_mask(labels / f"{path.stem}_{kind}.png") for kind in ("tumour", "surface")) if m is not None]
        self.film_lesion = largest(np.any(tumours, 0)) if tumours else None
        self.lesion = None if self.film_lesion is None else on_grid(self.film_lesion.astype(np.float32), Image.Resampling.BOX)


def read_films(folder):
    folder = pathlib.Path(folder)
    return [Film(path, folder / "labels") for path in sorted((folder / "dicom").glob("*.dcm"))]
