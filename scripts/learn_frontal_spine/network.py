"""A small U-Net on the straightened column of a frontal film: pedicles, levels, from each level the way to its two pedicles, and which of them is lost."""
import torch
from torch import nn
from torch.nn import functional as F

COLUMNS = 112  # cells of the strip; the width of a body is 50
ROWS = 208  # of a sample; multiples of 16, as the columns
CHANNELS = 8  # pedicle, level, way to the left and to the right one (column, row), left and right one lost


def layer(inputs, outputs, stride=1):
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU())


class FrontalNetwork(nn.Module):
    def __init__(self, widths=(16, 24, 40, 64)):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(1, widths[0], 5, 2, 2, bias=False), nn.BatchNorm2d(widths[0]), nn.ReLU(), layer(widths[0], widths[0]))
        self.down = nn.ModuleList(nn.Sequential(layer(a, b, 2), layer(b, b)) for a, b in zip(widths, widths[1:]))
        self.drop = nn.Dropout2d(0.1)
        self.deep = layer(widths[-1], widths[-1])
        self.up = nn.ModuleList(layer(a + b, a) for a, b in zip(widths[:-1], widths[1:]))
        self.answer = nn.Conv2d(widths[0], CHANNELS, 3, padding=1)

    def forward(self, x):
        levels = [self.stem(x)]
        for down in self.down:
            levels.append(down(levels[-1]))
        x = self.deep(self.drop(levels[-1]))
        for skip, up in zip(reversed(levels[:-1]), reversed(self.up)):
            x = F.interpolate(x, scale_factor=2, mode="nearest")
            x = up(torch.cat([x, skip], 1))
        return self.answer(x)


def export(network, path):
    network.eval()
    axes = {"film": {2: "rows"}, "answer": {2: "rows"}}
    torch.onnx.export(network, torch.zeros(1, 1, ROWS, COLUMNS), path, opset_version=11, input_names=["film"], output_names=["answer"], dynamic_axes=axes)
