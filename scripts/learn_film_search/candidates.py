"""Candidates of a map, as the program makes them (features/radiograph/femur/lesion_search.cpp)."""
import numpy as np
from scipy import ndimage

SMOOTHING = 1.0  # cells
SHARE = 0.4  # of the height of a region, down to which it reaches
APART = 3  # cells between regions
MOST = 6
LEAST_HEIGHT = 0.02
BESIDE_BONE = 0.5  # of half the width of the bone


class Candidate:
    def __init__(self, region, height, seen):
        self.region, self.height, self.sum = region, height, seen[region].sum()


def candidates(seen, bone):
    """Those no farther from the bone than a part of half its width."""
    if not bone.any():
        return []
    distance = ndimage.distance_transform_edt(~bone) / np.percentile(ndimage.distance_transform_edt(bone)[bone], 97)
    return [each for each in regions(seen) if distance[each.region].min() <= BESIDE_BONE]


def regions(seen):
    smooth = ndimage.gaussian_filter(seen, SMOOTHING)
    left = smooth.copy()
    found = []
    while len(found) < MOST and left.max() >= LEAST_HEIGHT:
        place = np.unravel_index(np.argmax(left), left.shape)
        labels, _ = ndimage.label((smooth >= SHARE * left[place]) & (left > 0))
        region = ndimage.binary_fill_holes(labels == labels[place])
        found.append(Candidate(region, left[place], seen))
        left[ndimage.binary_dilation(region, iterations=APART)] = 0
    return found
