"""Papers in the window: how one is wanted, its real pages, then saved or printed."""
