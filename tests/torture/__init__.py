"""The plan file under kills, power loss, failing disks, damage and wear. `make torture` runs all of it."""
