package org.jzones.cli;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.ZoneName;

/**
 * The operand of zonemove that says where the zone goes: {@code [NEWNAME@]HOST}. What looks like it and means something else
 * to ssh and its like is refused with what zonemove takes instead.
 *
 * @param name what the zone is called there
 */
record TransferTarget(ZoneName name, String host) {
    private static final String ROOT = "root";
    /** One colon; an address has two or more. */
    private static final Pattern WITH_PORT = Pattern.compile("([^:\\[\\]]+|\\[[^\\[\\]]+]):([0-9]+)");

    private static final Pattern WITH_PATH = Pattern.compile("([^:/]+):(/.*)");

    /**
     * Reads the operand.
     *
     * @param zone what the zone is called here
     * @param named what {@code --name} says
     * @param isLogin whether there is a user of that name on this machine
     * @throws UsageError if the operand and {@code --name} give different names
     * @throws Failure if it names no host, or a login where the name of the zone stands
     */
    static TransferTarget read(String operand, ZoneName zone, Optional<ZoneName> named, Predicate<String> isLogin) {
        if (operand.contains("://")) {
            throw Failure.of(Message.REMOTE_HOST_URL, operand);
        }
        int at = operand.indexOf('@');
        String host = operand.substring(at + 1);
        requireNoPortOrPath(host);
        if (at < 0) {
            return new TransferTarget(named.orElse(zone), host);
        }
        ZoneName name = zoneName(operand.substring(0, at));
        boolean isMeant = name.equals(zone) || named.filter(name::equals).isPresent();
        if (!isMeant && (name.value().equals(ROOT) || isLogin.test(name.value()))) {
            throw Failure.of(Message.REMOTE_NAME_IS_LOGIN, operand, name, host);
        }
        if (!name.equals(named.orElse(name))) {
            throw new UsageError("--name " + named.get() + " and '" + operand + "' give the zone different names");
        }
        return new TransferTarget(name, host);
    }

    /** @throws Failure if no zone can be called so */
    static ZoneName zoneName(String text) {
        if (!ZoneName.isWellFormed(text)) {
            throw Failure.of(Message.ZONE_NAME_BAD, text);
        }
        return new ZoneName(text);
    }

    private static void requireNoPortOrPath(String host) {
        Matcher port = WITH_PORT.matcher(host);
        if (port.matches()) {
            throw Failure.of(Message.REMOTE_HOST_PORT, host, port.group(1).replaceAll("[\\[\\]]", ""), port.group(2));
        }
        Matcher path = WITH_PATH.matcher(host);
        if (path.matches()) {
            throw Failure.of(Message.REMOTE_HOST_PATH, host, path.group(1), path.group(2));
        }
    }
}
