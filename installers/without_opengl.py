"""Runs first in the packaged program: pyqtgraph imports Qt's OpenGL on the way, and the map is drawn without it.

Two empty modules in its place keep ten megabytes out of the package. Their classes exist so that pyqtgraph can name and
inherit from them; nothing makes one.
"""

import sys
import types


class _Without(types.ModuleType):
    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        made = type(name, (), {})
        setattr(self, name, made)
        return made


for _name in ("PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets"):
    sys.modules[_name] = _Without(_name)
