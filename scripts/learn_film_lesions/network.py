"""A small U-Net on a window round the click: what of it is the lesion, and, to learn bone as well, which part of the femur each cell is."""
import torch
from torch import nn
from torch.nn import functional as F

CELLS = 96  # of the window
CELL = 1.5  # of the pixels of a film whose longest side has 256
SURROUNDINGS = 25  # cells across, of the square whose mean and spread are taken away
INPUTS = 3  # film, whether there is film, nearness of the click


def layer(inputs, outputs, stride=1):
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU())


class LesionNetwork(nn.Module):
    def __init__(self, parts=5, widths=(16, 24, 40, 56, 80), inputs=INPUTS):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(inputs + 1, widths[0], 5, 2, 2, bias=False), nn.BatchNorm2d(widths[0]), nn.ReLU(), layer(widths[0], widths[0]))
        self.down = nn.ModuleList(nn.Sequential(layer(a, b, 2), layer(b, b)) for a, b in zip(widths, widths[1:]))
        self.drop = nn.Dropout2d(0.2)
        self.deep = layer(widths[-1], widths[-1])
        self.up = nn.ModuleList(layer(a + b, a) for a, b in zip(widths[:-1], widths[1:]))
        self.lesion = nn.Conv2d(widths[0], 1, 3, padding=1)
        self.parts = nn.Conv2d(widths[0], parts, 3, padding=1)
        self.register_buffer("row", torch.full((1, 1, 1, SURROUNDINGS), 1 / SURROUNDINGS))

    def mean_around(self, x):
        half = SURROUNDINGS // 2
        return F.conv2d(F.conv2d(x, self.row, padding=(0, half)), self.row.transpose(2, 3), padding=(half, 0))

    def both(self, x):
        film = x[:, :1]
        rest = film - self.mean_around(film)
        contrast = rest / torch.sqrt(self.mean_around(rest * rest) + 1e-3)
        levels = [self.stem(torch.cat([x, contrast], 1))]
        for down in self.down:
            levels.append(down(levels[-1]))
        x = self.deep(self.drop(levels[-1]))
        for skip, up in zip(reversed(levels[:-1]), reversed(self.up)):
            x = up(torch.cat([F.interpolate(x, scale_factor=2, mode="nearest"), skip], 1))
        return self.lesion(x), self.parts(x)

    def forward(self, x):
        """Log odds of the lesion on half of the grid of the window."""
        return self.both(x)[0]


def export(network, path):
    network.eval()
    torch.onnx.export(network, torch.zeros(1, INPUTS, CELLS, CELLS), path, opset_version=11, input_names=["window"], output_names=["lesion"])
