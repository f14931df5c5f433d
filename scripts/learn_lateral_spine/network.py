"""A small U-Net on a lateral film: bodies, sacrum, the corners of bodies, and from each place in a body the way to its corners."""
import torch
from torch import nn
from torch.nn import functional as F

SIDE = 256  # cells of the film
CELLS = 128  # cells of the answer
WAY = 16.0  # cells of the answer for one unit of a way
CHANNELS = 14  # body, sacrum, four corners, four ways (column, row)


def layer(inputs, outputs, stride=1):
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU())


class FilmNetwork(nn.Module):
    """Of a film and what else is shown, at half of its cells."""

    def __init__(self, inputs, widths, drop, answers):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(inputs, widths[0], 5, 2, 2, bias=False), nn.BatchNorm2d(widths[0]), nn.ReLU(), layer(widths[0], widths[0]))
        self.down = nn.ModuleList(nn.Sequential(layer(a, b, 2), layer(b, b)) for a, b in zip(widths, widths[1:]))
        self.drop = nn.Dropout2d(drop)
        self.deep = layer(widths[-1], widths[-1])
        self.up = nn.ModuleList(layer(a + b, a) for a, b in zip(widths[:-1], widths[1:]))
        self.answer = nn.Conv2d(widths[0], answers, 3, padding=1)

    def forward(self, x):
        levels = [self.stem(x)]
        for down in self.down:
            levels.append(down(levels[-1]))
        x = self.deep(self.drop(levels[-1]))
        for skip, up in zip(reversed(levels[:-1]), reversed(self.up)):
            x = up(torch.cat([F.interpolate(x, scale_factor=2, mode="nearest"), skip], 1))
        return self.answer(x)


class LateralNetwork(FilmNetwork):
    """Of the film and its contrast."""

    def __init__(self):
        super().__init__(2, (12, 20, 32, 56, 80), 0.15, CHANNELS)


def export(network, path):
    network.eval()
    torch.onnx.export(network, torch.zeros(1, 2, SIDE, SIDE), path, opset_version=11, input_names=["film"], output_names=["answer"])
