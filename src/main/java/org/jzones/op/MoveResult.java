package org.jzones.op;

import java.util.List;
import org.jzones.model.Problem;
import org.jzones.model.RemoteMove;

/**
 * What has become of a move to another machine.
 *
 * @param isThere true if the zone is on the other machine now; false if it is back here
 * @param warnings what did not work and does not matter to that
 */
public record MoveResult(RemoteMove move, boolean isThere, List<Problem> warnings) {
    public MoveResult {
        warnings = List.copyOf(warnings);
    }
}
