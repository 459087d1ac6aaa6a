package org.jzones.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is an address of a net, and which two of them clash (spec 2.4). */
class NetAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.168.0.90, 192.168.0.90, -1, IPV4",
        "0.0.0.0/0, 0.0.0.0, 0, IPV4",
        "255.255.255.255/32, 255.255.255.255, 32, IPV4",
        "10.200.30.4/24, 10.200.30.4, 24, IPV4",
        "::1, ::1, -1, IPV6",
        "::/0, ::, 0, IPV6",
        "FE80::A/10, fe80::a, 10, IPV6",
        "2001:DB8:0:0:0:0:0:1/128, 2001:db8::1, 128, IPV6",
        "web1, web1, -1, NAME",
        "Web-1.Example.COM/24, web-1.example.com, 24, NAME",
        "3com/32, 3com, 32, NAME",
        "z9.az.09/0, z9.az.09, 0, NAME",
        "AZ, az, -1, NAME"
    })
    void anAddressIsReadInItsCanonicalForm(String text, String host, int prefix, NetAddress.Version version) {
        OptionalInt bits = prefix < 0 ? OptionalInt.empty() : OptionalInt.of(prefix);
        assertEquals(Optional.of(new NetAddress(host, bits, version)), NetAddress.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/24",
                ".",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.",
                ".1.2.3",
                "1..2.3",
                "1.2.3.256",
                "1.2.3.1000",
                "01.2.3.4",
                "1.2.3.00",
                "1.2.3.4/",
                "1.2.3.4/33",
                "1.2.3.4/-1",
                "1.2.3.4/+1",
                "1.2.3.4/x",
                "1.2.3.4/99999999999",
                "1.2.3.4/255.255.255.0",
                "1.2.3.4/24/24",
                "1.2.3.4 ",
                "1.2.3.*",
                "*",
                ":",
                "1::2::3",
                "::g",
                "::1/129",
                "::1/999",
                "fe80::1%eth0",
                "web1/33",
                "-web",
                "web-",
                "web..example",
                ".web",
                "web.",
                "web_1",
                "we b",
                "wéb",
                "a@b",
                "a[b",
                "a`b",
                "a{b"
            })
    void anythingElseIsNone(String text) {
        assertEquals(Optional.empty(), NetAddress.parse(text));
    }

    @Test
    void aNameHas255CharactersAtMost() {
        String longest = "a.".repeat(127) + "a";
        assertEquals(longest, NetAddress.parse(longest).orElseThrow().host());
        assertEquals(Optional.empty(), NetAddress.parse(longest + "a"));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.1, true",
        "10.0.0.1/24, 10.0.0.1/24, true",
        "10.0.0.1/24, 10.0.0.1, true",
        "10.0.0.1/24, 10.0.0.1/25, false",
        "10.0.0.1, 10.0.0.2, false",
        "::1/64, 0:0::1/64, true",
        "::1/64, ::1/65, false",
        "WEB1, web1/24, true",
        "web1, web2, false"
    })
    void equalAddressesClashIfTheirPrefixesAreEqualOrOneHasNone(String one, String other, boolean clash) {
        NetAddress a = NetAddress.parse(one).orElseThrow();
        NetAddress b = NetAddress.parse(other).orElseThrow();
        assertEquals(clash, a.clashesWith(b));
        assertEquals(clash, b.clashesWith(a));
    }
}
