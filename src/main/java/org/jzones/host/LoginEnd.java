package org.jzones.host;

import java.util.List;
import org.jzones.model.Problem;

/**
 * How a login has ended.
 *
 * @param status that of what was run, 128 and its number for a signal, or that of a shell that cannot run something
 * @param problems why nothing was run
 */
public record LoginEnd(int status, List<Problem> problems) {
    public LoginEnd {
        problems = List.copyOf(problems);
    }
}
