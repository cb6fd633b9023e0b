"""The screens of a facilitator's file: two organisations in one room, from the first talk to two years on."""
