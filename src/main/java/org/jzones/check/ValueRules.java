package org.jzones.check;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jzones.model.ByteSize;
import org.jzones.model.InRootPath;
import org.jzones.model.ListItem;
import org.jzones.model.Message;
import org.jzones.model.Numbers;
import org.jzones.model.PlainText;
import org.jzones.model.Problem;
import org.jzones.model.Property;
import org.jzones.model.RctlValue;
import org.jzones.model.ValueType;
import org.jzones.model.ZoneName;

/** Which values each kind of property takes (zonecfg(1M), spec 2.4). */
public final class ValueRules {
    private static final Pattern ATTR_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*");
    private static final Pattern DATASET = Pattern.compile("[A-Za-z][A-Za-z0-9_.:-]*(/[A-Za-z0-9_.:-]+)*");
    private static final Pattern HOSTID = Pattern.compile("(0[xX])?[0-9A-Fa-f]{1,8}");
    private static final Pattern MAC_ADDRESS = Pattern.compile("[0-9A-Fa-f]{1,2}(:[0-9A-Fa-f]{1,2}){5}");
    private static final int LONGEST_DATASET = 255;
    private static final int HIGHEST_VLAN = 4094;

    private ValueRules() {}

    /**
     * The problem of this value, if it has one.
     *
     * @param where the property as the user knows it, such as {@code autoboot} or {@code net address}
     */
    public static Optional<Problem> problem(ValueType type, String where, String value) {
        if (!PlainText.isPlain(value)) {
            return Optional.of(Problem.of(Message.VALUE_CONTROL, where));
        }
        if (type == ValueType.PATH) {
            return InRootPath.flaw(value).map(flaw -> Problem.of(flaw, where, value));
        }
        return message(type, value)
                .map(message -> Problem.of(message, where, value, String.join(", ", type.choices())));
    }

    /** The form in which a valid value is kept: bytes as digits, processors with two decimals, a range of one as one. */
    public static String canonical(ValueType type, String value) {
        return switch (type) {
            case BYTES -> ByteSize.parse(value).orElse(value);
            case CPU_SHARE ->
                Numbers.hundredths(value).map(Numbers::fromHundredths).orElse(value);
            case CPU_RANGE -> range(value).map(ValueRules::rangeText).orElse(value);
            default -> value;
        };
    }

    /** The problem of an item of a list. */
    public static Optional<Problem> problem(Property list, String where, ListItem item) {
        if (list.type() == ValueType.RCTL_VALUE) {
            return problem(where, RctlValue.of(item));
        }
        if (item.field(0).isEmpty()) {
            return Optional.of(Problem.of(Message.VALUE_EMPTY, where));
        }
        for (String field : item.fields()) {
            Optional<Problem> problem = problem(list.type(), where, field);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    /** The problem of a resource-control value: privileged only, a limit of 64 bits, action none or deny. */
    private static Optional<Problem> problem(String where, RctlValue value) {
        if (!value.priv().equals("privileged")) {
            return Optional.of(Problem.of(Message.RCTL_PRIV, where, value.priv()));
        }
        if (!Numbers.isUnsigned(value.limit())) {
            return Optional.of(Problem.of(Message.RCTL_LIMIT, where, value.limit()));
        }
        if (!value.action().equals("none") && !value.action().equals("deny")) {
            return Optional.of(Problem.of(Message.RCTL_ACTION, where, value.action()));
        }
        return Optional.empty();
    }

    /** The problem of an attribute's value, which has to fit its type. */
    public static Optional<Problem> attrValue(String name, String type, String value) {
        boolean fits = switch (type) {
            case "boolean" -> value.equals("true") || value.equals("false");
            case "int" -> isSigned(value);
            case "uint" -> Numbers.isUnsigned(value);
            default -> true;
        };
        return fits ? Optional.empty() : Optional.of(Problem.of(Message.ATTR_VALUE, name, value, type));
    }

    private static Optional<Message> message(ValueType type, String value) {
        return switch (type) {
            case PATH, TEXT, RCTL_VALUE, FS_OPTION -> Optional.empty();
            case DEVICE -> flaw(InRootPath.isShortEnough(value), Message.PATH_TOO_LONG);
            case ZONE_NAME -> zoneName(value);
            case BOOLEAN, IP_TYPE, ATTR_TYPE -> flaw(type.choices().contains(value), Message.VALUE_CHOICE);
            case BRAND -> flaw(PlainText.isWord(value, ZoneName.MAX_LENGTH), Message.VALUE_BRAND);
            case HOSTID -> flaw(HOSTID.matcher(value).matches(), Message.VALUE_HOSTID);
            case FS_TYPE ->
                flaw(
                        !value.isEmpty() && value.indexOf('/') < 0 && !value.equals(".") && !value.equals(".."),
                        Message.VALUE_FS_TYPE);
            case ADDRESS -> address(value);
            case ROUTER ->
                flaw(NetAddress.parse(value).filter(a -> a.prefix().isEmpty()).isPresent(), Message.VALUE_ROUTER);
            case PHYSICAL ->
                flaw(!value.isEmpty() && value.indexOf(':') < 0 && value.indexOf(' ') < 0, Message.VALUE_PHYSICAL);
            case MAC_ADDRESS -> flaw(MAC_ADDRESS.matcher(value).matches(), Message.VALUE_MAC_ADDRESS);
            case VLAN_ID -> flaw(isVlan(value), Message.VALUE_VLAN_ID);
            case RCTL_NAME -> flaw(isRctl(value, "zone.") || isRctl(value, "project."), Message.VALUE_RCTL_NAME);
            case ATTR_NAME -> flaw(ATTR_NAME.matcher(value).matches(), Message.VALUE_ATTR_NAME);
            case DATASET ->
                flaw(value.length() <= LONGEST_DATASET && DATASET.matcher(value).matches(), Message.VALUE_DATASET);
            case CPU_RANGE -> flaw(range(value).isPresent(), Message.VALUE_CPU_RANGE);
            case CPU_SHARE -> flaw(Numbers.hundredths(value).isPresent(), Message.VALUE_CPU_SHARE);
            case COUNT -> flaw(Numbers.isUnsigned(value), Message.VALUE_COUNT);
            case BYTES -> flaw(ByteSize.parse(value).isPresent(), Message.VALUE_BYTES);
        };
    }

    private static Optional<Message> flaw(boolean good, Message message) {
        return good ? Optional.empty() : Optional.of(message);
    }

    private static Optional<Message> zoneName(String value) {
        if (!ZoneName.isWellFormed(value)) {
            return Optional.of(Message.VALUE_ZONE_NAME);
        }
        return flaw(!new ZoneName(value).isReserved(), Message.VALUE_ZONE_NAME_RESERVED);
    }

    private static Optional<Message> address(String value) {
        Optional<NetAddress> address = NetAddress.parse(value);
        if (address.isEmpty()) {
            return Optional.of(Message.VALUE_ADDRESS);
        }
        boolean lacksPrefix = address.get().version() == NetAddress.Version.IPV6
                && address.get().prefix().isEmpty();
        return flaw(!lacksPrefix, Message.VALUE_ADDRESS_PREFIX);
    }

    private static boolean isRctl(String name, String family) {
        return name.startsWith(family) && name.length() > family.length();
    }

    private static boolean isVlan(String value) {
        return Numbers.isDigits(value) && value.length() <= 4 && Integer.parseInt(value) <= HIGHEST_VLAN;
    }

    private static boolean isSigned(String value) {
        String digits = value.startsWith("-") || value.startsWith("+") ? value.substring(1) : value;
        if (!Numbers.isDigits(digits) || digits.length() > 19) {
            return false;
        }
        BigInteger number = new BigInteger(value);
        return number.bitLength() < Long.SIZE;
    }

    /** First and last of {@code N} or {@code N-M}, both at least 1. */
    private static Optional<long[]> range(String value) {
        int dash = value.indexOf('-');
        String first = dash < 0 ? value : value.substring(0, dash);
        String last = dash < 0 ? value : value.substring(dash + 1);
        if (!Numbers.isDigits(first) || !Numbers.isDigits(last) || first.length() > 9 || last.length() > 9) {
            return Optional.empty();
        }
        long[] range = {Long.parseLong(first), Long.parseLong(last)};
        return range[0] >= 1 && range[0] <= range[1] ? Optional.of(range) : Optional.empty();
    }

    private static String rangeText(long[] range) {
        return range[0] == range[1] ? Long.toString(range[0]) : range[0] + "-" + range[1];
    }
}
