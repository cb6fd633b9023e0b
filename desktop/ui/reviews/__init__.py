"""Reviews: whose relationship to look at again, the walk through the whole list, and whether help flows both ways."""
