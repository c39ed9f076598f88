"""The chain on one screen: read -> merge -> check -> project -> write -> verify -> save."""
