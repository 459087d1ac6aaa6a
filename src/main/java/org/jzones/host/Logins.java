package org.jzones.host;

import java.util.List;
import org.jzones.model.Numbers;

/** Who has a login on this machine, wherever it takes its logins from. */
public final class Logins {
    private final Processes processes;

    public Logins(Processes processes) {
        this.processes = processes;
    }

    /**
     * True if there is a user of that name; a number is none.
     *
     * @param name without anything in it that could be an option
     */
    public boolean has(String name) {
        return !Numbers.isDigits(name) && processes.trouble(List.of("id", name)).isEmpty();
    }
}
