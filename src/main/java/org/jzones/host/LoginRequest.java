package org.jzones.host;

import java.util.Optional;

/**
 * What somebody wants in a running zone (spec 5.7).
 *
 * @param user of the zone
 * @param isSafe to get in even if the zone's accounts are of no use: by root's number and the plainest shell
 * @param command what the user's shell is to run; empty for a login
 * @param hasTerminal whether it gets a terminal of its own in the zone, which takes one here
 * @param terminalType what TERM says of the terminal here; empty if it says nothing
 */
public record LoginRequest(
        String user, boolean isSafe, Optional<String> command, boolean hasTerminal, Optional<String> terminalType) {}
