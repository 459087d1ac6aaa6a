package org.jzones.cli;

import java.util.function.Supplier;

/** Takes what only someone looking for a fault wants to know; slf4j is not touched unless --debug asks for it. */
interface DebugLog {
    DebugLog SILENT = text -> {};

    void log(Supplier<String> text);

    /** Logs through slf4j, which {@code Main} has set to debug level. */
    static DebugLog on() {
        org.slf4j.Logger logger = org.slf4j.LoggerFactory.getLogger("jzones");
        return text -> logger.debug("{}", text.get());
    }
}
