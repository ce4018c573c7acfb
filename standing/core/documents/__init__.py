"""Documents that come of role profiles: what they say, each claim with the line it comes from, and what is suggested
where they no longer say what the profile does. Pure: how they are written down (Word, PDF, a page) is for the areas.
"""
