"""The U-Net of learn_lateral_spine on the straightened column of a frontal film: pedicles, levels, from each level the way to its two pedicles, and which of them is lost."""
import pathlib
import sys

import torch

sys.path.append(str(pathlib.Path(__file__).parents[1] / "learn_lateral_spine"))
from network import FilmNetwork

COLUMNS = 112  # cells of the strip; the width of a body is 50
ROWS = 208  # of a sample; multiples of 16, as the columns
CHANNELS = 8  # pedicle, level, way to the left and to the right one (column, row), left and right one lost


class FrontalNetwork(FilmNetwork):
    def __init__(self):
        super().__init__(1, (16, 24, 40, 64), 0.1, CHANNELS)


def export(network, path):
    network.eval()
    axes = {"film": {2: "rows"}, "answer": {2: "rows"}}
    torch.onnx.export(network, torch.zeros(1, 1, ROWS, COLUMNS), path, opset_version=11, input_names=["film"], output_names=["answer"], dynamic_axes=axes)
