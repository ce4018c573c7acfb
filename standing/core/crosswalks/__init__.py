"""Crosswalks before and after they are approved: what a row waits for, what differs, who else tells of it. Pure."""
