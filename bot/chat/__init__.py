"""The door of Discord, and the only room that knows it."""
