"""Real tumours laid onto films of other bones. What a tumour adds to its film or takes from it is told by the film round it, carried in as a
membrane; grey values of films are sums along the beam, so it is added to another film, at a like place of the bone."""
import numpy as np
from scipy import ndimage, sparse
from scipy.sparse.linalg import spsolve

from films import PARTS, SIDE


def membrane(image, hole):
    """The film with the hole filled by Laplace's equation."""
    number = np.full(image.shape, -1)
    cells = np.argwhere(hole)
    number[tuple(cells.T)] = np.arange(len(cells))
    rows, columns, values, right = [], [], [], np.zeros(len(cells))
    for k, (r, c) in enumerate(cells):
        neighbours = [(r + a, c + b) for a, b in ((1, 0), (-1, 0), (0, 1), (0, -1)) if 0 <= r + a < SIDE and 0 <= c + b < SIDE]
        rows.append(k), columns.append(k), values.append(len(neighbours))
        for place in neighbours:
            if number[place] < 0:
                right[k] += image[place]
            else:
                rows.append(k), columns.append(number[place]), values.append(-1)
    filled = image.copy()
    filled[hole] = spsolve(sparse.csr_matrix((values, (rows, columns)), shape=(len(cells), len(cells))), right)
    return filled


class Bone:
    def __init__(self, film):
        self.parts = film.parts
        inside = (film.parts > 0) & (film.parts < len(PARTS))
        depth = ndimage.distance_transform_edt(inside)
        self.half_width = np.percentile(depth[inside], 97)
        self.depth = (depth - ndimage.distance_transform_edt(~inside)) / self.half_width  # below zero beside the bone
        smooth = ndimage.gaussian_filter(self.depth, 3)
        self.inwards = np.arctan2(*np.gradient(smooth))
        self.nearest = film.parts[tuple(ndimage.distance_transform_edt(~inside, return_indices=True)[1])]


class Tumour:
    """A tumour of a film as it can be laid onto another one; `part` and `depth` say where it was."""

    def __init__(self, film):
        bone = Bone(film)
        self.mask = (film.lesion > 0.5) & (film.valid > 0)
        hole = ndimage.binary_dilation(self.mask, iterations=2) & (film.valid > 0)
        self.added = np.where(hole, film.image - membrane(film.image, hole), 0)
        self.middle = np.argwhere(self.mask).mean(0)
        place = tuple(self.middle.round().astype(int))
        self.depth, self.inwards, self.part, self.half_width = bone.depth[place], bone.inwards[place], bone.nearest[place], bone.half_width
        self.contrast = np.ptp(np.percentile(film.image[(film.parts > 0) & (film.parts < len(PARTS))], (10, 75)))


def turned(picture, middle, place, angle, scale, mirror, order):
    """`middle` of the picture comes to `place`."""
    c, s = np.cos(angle) / scale, np.sin(angle) / scale
    matrix = np.array([[c, -s], [mirror * s, mirror * c]])
    return ndimage.affine_transform(picture.astype(np.float32), matrix, middle - matrix @ place, order=order, mode="constant")


def transplanted(chance, tumour, film, bone):
    """Film and mask, or None where the bone has no such place."""
    alike = np.abs(bone.depth - tumour.depth) < 0.15
    same_part = alike & (bone.nearest == tumour.part)
    places = np.argwhere((same_part if same_part.any() and chance.random() < 0.7 else alike) & (film.valid > 0))
    if len(places) == 0:
        return None
    place = places[chance.integers(len(places))].astype(float)
    mirror = -1.0 if chance.random() < 0.5 else 1.0
    here = bone.inwards[tuple(place.astype(int))]
    angle = (here - tumour.inwards if mirror > 0 else here + tumour.inwards - np.pi) + chance.normal(0, 0.2)
    scale = np.clip(bone.half_width / tumour.half_width, 0.3, 2.5) * np.exp(chance.uniform(-0.4, 0.4))
    mask = turned(tumour.mask, tumour.middle, place, angle, scale, mirror, 1) * (film.valid > 0)
    if not 30 <= (mask > 0.5).sum() <= 12000:
        return None
    in_bone = film.image[(film.parts > 0) & (film.parts < len(PARTS))]
    contrast = np.clip(np.ptp(np.percentile(in_bone, (10, 75))) / max(0.05, tumour.contrast), 0.5, 1.5) * np.exp(chance.uniform(-0.3, 0.3))
    added = turned(tumour.added, tumour.middle, place, angle, scale, mirror, 1)
    return np.clip(film.image + contrast * added * (film.valid > 0), 0, 1).astype(np.float32), mask
