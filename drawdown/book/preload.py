"""What chapters import, imported once: the warm parent loads this module, and no other process does."""

import gc
import os
from importlib import import_module
from pkgutil import iter_modules

SETTINGS = {
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",  # as a kernel sets it, before matplotlib asks
    "OPENBLAS_NUM_THREADS": "1",  # who forks has one thread, and kernels side by side need no more
}
LIBRARIES = (
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "jsonschema",
    "krippendorff",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "matplotlib.pyplot",
    "pandas",
    "papermill",
    "plotly.graph_objects",
    "scipy.special",
    "scipy.stats",
    "statsmodels.duration.survfunc",
    "statsmodels.genmod.families",
    "statsmodels.genmod.generalized_linear_model",
    "statsmodels.stats.proportion",
)
ROOMS = ("drawdown.measures", "drawdown.facts", "drawdown.charts", "drawdown.page")

for name, value in SETTINGS.items():
    os.environ.setdefault(name, value)
for library in LIBRARIES:
    import_module(library)
for room in ROOMS:
    for module in iter_modules(import_module(room).__path__, f"{room}."):
        import_module(module.name)

gc.collect()
gc.freeze()  # what is imported here is no kernel's garbage
gc.set_threshold(100_000, 20, 100)  # kernels live for seconds and make little of it
