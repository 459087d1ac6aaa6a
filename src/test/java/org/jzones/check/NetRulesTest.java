package org.jzones.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneName;

/** Which nets go with which ip-type (spec 2.4). */
class NetRulesTest {
    @ParameterizedTest
    @CsvSource({"10.0.0.1, true", ", false", "'', false"})
    void withASharedIpTypeAnAddressIsNeeded(String address, boolean fine) {
        Resource net = net("bge0", address, null, null);
        assertEquals(
                fine ? List.of() : List.of(Problem.of(Message.PROPERTY_MISSING, "net 'bge0'", "address")),
                NetRules.problems(zone("shared", net), net));
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.1, false", ", true", "'', true"})
    void withAnExclusiveOneThereIsNone(String address, boolean fine) {
        Resource net = net("bge0", address, null, null);
        assertEquals(
                fine ? List.of() : List.of(Problem.of(Message.NET_EXCLUSIVE, "10.0.0.1")),
                NetRules.problems(zone("exclusive", net), net));
    }

    @ParameterizedTest
    @CsvSource({
        "bge0, 10.0.0.2/24, true",
        "bge0, , false",
        "bge0, '', false",
        "bge1, 10.0.0.2/24, false",
    })
    void aRouterNeedsAnAllowedAddressOnTheSameInterface(String physical, String allowed, boolean fine) {
        Resource net = net("bge0", null, null, "10.0.0.254");
        Resource beside = net(physical, null, allowed, null);
        assertEquals(
                fine ? List.of() : List.of(Problem.of(Message.NET_ROUTER, "10.0.0.254", "bge0")),
                NetRules.problems(zone("exclusive", net, beside), net));
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.2/24, true", ", false"})
    void theAllowedAddressMayBeItsOwn(String allowed, boolean fine) {
        Resource net = net("bge0", null, allowed, "10.0.0.254");
        assertEquals(fine, NetRules.problems(zone("exclusive", net), net).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"'', true", "10.0.0.254, false"})
    void everythingThatDoesNotFitIsTold(String router, boolean fits) {
        Resource net = net("bge0", "10.0.0.1", null, router);
        Problem address = Problem.of(Message.NET_EXCLUSIVE, "10.0.0.1");
        Problem routed = Problem.of(Message.NET_ROUTER, "10.0.0.254", "bge0");
        assertEquals(
                fits ? List.of(address) : List.of(address, routed), NetRules.problems(zone("exclusive", net), net));
    }

    private static ZoneConfig zone(String ipType, Resource... nets) {
        ZoneConfig zone = ZoneConfig.blank(new ZoneName("z")).with(GlobalProperty.IP_TYPE, ipType);
        for (Resource net : nets) {
            zone = zone.adding(net);
        }
        return zone;
    }

    private static Resource net(
            String physical, @Nullable String address, @Nullable String allowed, @Nullable String router) {
        Resource net = Resource.of(ResourceType.NET).with("physical", physical);
        net = address == null ? net : net.with("address", address);
        net = allowed == null ? net : net.with("allowed-address", allowed);
        return router == null ? net : net.with("defrouter", router);
    }
}
