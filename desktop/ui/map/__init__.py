"""The map on the screen. `view.MapView` is the way in; importing it brings pyqtgraph, so do it when first shown."""
