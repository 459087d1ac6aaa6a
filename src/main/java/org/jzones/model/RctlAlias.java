package org.jzones.model;

import java.util.Optional;

/** Global properties that are another name for a resource control with one privileged value (zonecfg(1M), spec 2.4). */
public enum RctlAlias {
    CPU_SHARES("cpu-shares", "zone.cpu-shares", "none", ValueType.COUNT),
    MAX_LWPS("max-lwps", "zone.max-lwps", "deny", ValueType.COUNT),
    MAX_PROCESSES("max-processes", "zone.max-processes", "deny", ValueType.COUNT),
    MAX_SHM_MEMORY("max-shm-memory", "zone.max-shm-memory", "deny", ValueType.BYTES),
    MAX_SHM_IDS("max-shm-ids", "zone.max-shm-ids", "deny", ValueType.COUNT),
    MAX_MSG_IDS("max-msg-ids", "zone.max-msg-ids", "deny", ValueType.COUNT),
    MAX_SEM_IDS("max-sem-ids", "zone.max-sem-ids", "deny", ValueType.COUNT);

    private final String word;
    private final String rctl;
    private final String action;
    private final ValueType type;

    RctlAlias(String word, String rctl, String action, ValueType type) {
        this.word = word;
        this.rctl = rctl;
        this.action = action;
        this.type = type;
    }

    public String word() {
        return word;
    }

    /** The resource control behind it. */
    public String rctl() {
        return rctl;
    }

    public String action() {
        return action;
    }

    public ValueType type() {
        return type;
    }

    public static Optional<RctlAlias> of(String word) {
        for (RctlAlias alias : values()) {
            if (alias.word.equals(word)) {
                return Optional.of(alias);
            }
        }
        return Optional.empty();
    }
}
