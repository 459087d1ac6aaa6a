package org.jzones.check;

import java.util.ArrayList;
import java.util.List;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.ZoneConfig;

/** Whether the nets of a zone fit its ip-type (verify and commit, spec 2.4); {@code end} does not ask, for that may be set later. */
final class NetRules {
    private NetRules() {}

    /** With ip-type=shared an address is needed; with exclusive there is none, and a router only beside an allowed-address. */
    static List<Problem> problems(ZoneConfig config, Resource net) {
        boolean hasAddress = isSet(net, "address");
        if (!config.get(GlobalProperty.IP_TYPE).equals("exclusive")) {
            return hasAddress ? List.of() : List.of(Problem.of(Message.PROPERTY_MISSING, net.label(), "address"));
        }
        List<Problem> problems = new ArrayList<>();
        if (hasAddress) {
            problems.add(Problem.of(Message.NET_EXCLUSIVE, net.get("address")));
        }
        if (isSet(net, "defrouter")
                && !hasAllowedAddress(config, net.text("physical").orElse(""))) {
            problems.add(Problem.of(
                    Message.NET_ROUTER,
                    net.get("defrouter"),
                    net.text("physical").orElse("")));
        }
        return problems;
    }

    private static boolean hasAllowedAddress(ZoneConfig config, String physical) {
        return config.stored(ResourceType.NET).stream()
                .filter(net -> net.text("physical").orElse("").equals(physical))
                .anyMatch(net -> isSet(net, "allowed-address"));
    }

    private static boolean isSet(Resource net, String property) {
        return !net.text(property).orElse("").isEmpty();
    }
}
