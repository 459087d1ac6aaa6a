package org.jzones.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jzones.check.NetAddress.Version;
import org.jzones.model.GlobalProperty;
import org.jzones.model.LinuxFacts;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.ZoneConfig;

/** Whether a zone of Linux gets its network on this machine (spec 5.6). */
final class LinuxNets {
    private static final int BITS = 32;

    private LinuxNets() {}

    static List<Problem> problems(ZoneConfig config, LinuxFacts facts) {
        boolean isExclusive = config.get(GlobalProperty.IP_TYPE).equals("exclusive");
        List<Problem> problems = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (Resource net : config.stored(ResourceType.NET)) {
            String address = net.text("address").orElse("");
            Optional<NetAddress> parsed = NetAddress.parse(address);
            boolean hasPrefix = parsed.filter(a -> a.version() != Version.NAME)
                    .filter(a -> a.prefix().isPresent())
                    .isPresent();
            if (!isExclusive && !hasPrefix) {
                problems.add(Problem.of(Message.ADDRESS_NOT_CIDR, address));
            }
            parsed.flatMap(wanted -> owner(wanted, facts.takenAddresses()))
                    .ifPresent(owner -> problems.add(Problem.of(Message.ADDRESS_TAKEN, address, owner)));
            String nic = net.text("physical").orElse("");
            Boolean isBridge = facts.interfaces().get(nic);
            if (isBridge == null && !told.contains(nic)) {
                told.add(nic);
                problems.add(
                        isExclusive
                                ? Problem.of(Message.NIC_MISSING, nic)
                                : Problem.of(Message.BRIDGE_MISSING, nic, ofMachine(net, nic, parsed)));
            } else if (isExclusive && Boolean.TRUE.equals(isBridge)) {
                problems.add(Problem.of(Message.NIC_IS_BRIDGE, nic));
            }
        }
        return problems;
    }

    /** The addresses that zones have as well which are not up: only one of them can be at a time. */
    static List<Problem> shared(ZoneConfig config, Map<String, String> ofZonesDown) {
        List<Problem> problems = new ArrayList<>();
        for (Resource net : config.stored(ResourceType.NET)) {
            String address = net.text("address").orElse("");
            NetAddress.parse(address)
                    .flatMap(wanted -> owner(wanted, ofZonesDown))
                    .ifPresent(owner -> problems.add(Problem.of(Message.ADDRESS_SHARED, address, owner)));
        }
        return problems;
    }

    /** Who has the address, if somebody has. */
    private static Optional<String> owner(NetAddress wanted, Map<String, String> addresses) {
        return addresses.entrySet().stream()
                // those of the other kind cost a library that is slow to load
                .filter(taken -> (taken.getKey().indexOf(':') < 0) == (wanted.version() != Version.IPV6))
                .filter(taken -> NetAddress.parse(taken.getKey())
                        .filter(other -> other.version() == wanted.version())
                        .filter(other -> other.host().equals(wanted.host()))
                        .isPresent())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The end of a command that gives the machine an address by which the zone is reached, if one can be thought of. */
    private static String ofMachine(Resource net, String nic, Optional<NetAddress> address) {
        Optional<NetAddress> ofZone = address.filter(a -> a.version() == Version.IPV4)
                .filter(a -> a.prefix().isPresent());
        if (ofZone.isEmpty() || ofZone.get().prefix().getAsInt() > BITS - 2) {
            return "";
        }
        int prefix = ofZone.get().prefix().getAsInt();
        String router = net.text("defrouter").orElse("");
        String machine = router.isEmpty() ? neighbour(ofZone.get().host(), prefix) : router;
        return " && ip addr add " + machine + "/" + prefix + " dev " + nic;
    }

    /** The first address of the network, or the second if the zone has that. */
    private static String neighbour(String address, int prefix) {
        long bits = 0;
        for (String part : address.split("\\.")) {
            bits = bits << 8 | Integer.parseInt(part);
        }
        long first = (bits & -1L << (BITS - prefix)) + 1;
        long chosen = first == bits ? first + 1 : first;
        return (chosen >> 24 & 255) + "." + (chosen >> 16 & 255) + "." + (chosen >> 8 & 255) + "." + (chosen & 255);
    }
}
