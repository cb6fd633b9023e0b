"""The Gaps screen: where people are missing, who could introduce whom, what the figures say."""
