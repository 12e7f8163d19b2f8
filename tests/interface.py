"""What the interface says, gathered from the code once for all who test it."""

from bot.catalogue import gather

GATHERED = gather()
