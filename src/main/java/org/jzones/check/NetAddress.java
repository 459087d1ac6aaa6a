package org.jzones.check;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jzones.model.Numbers;

/**
 * An address of a net resource (zonecfg(1M), spec 2.4): IPv4 with an optional prefix, IPv6 with a prefix, or a host name
 * with an optional IPv4 prefix. Names are not looked up.
 *
 * @param host the address in its canonical form, or the name in lower case
 * @param prefix the prefix length in bits, if given
 * @param version what the host part is
 */
public record NetAddress(String host, OptionalInt prefix, Version version) {
    /** What the host part is. */
    public enum Version {
        IPV4(32),
        IPV6(128),
        NAME(32);

        private final int longestPrefix;

        Version(int longestPrefix) {
            this.longestPrefix = longestPrefix;
        }
    }

    private static final int LONGEST_NAME = 255;

    /** The address, if the text is one; whether IPv6 has its prefix is not looked at. */
    public static Optional<NetAddress> parse(String text) {
        int slash = text.lastIndexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        Optional<NetAddress> address = parseHost(host);
        if (slash < 0 || address.isEmpty()) {
            return address;
        }
        String prefix = text.substring(slash + 1);
        if (!Numbers.isDigits(prefix) || prefix.length() > 3) {
            return Optional.empty();
        }
        int length = Integer.parseInt(prefix);
        return address.filter(a -> length <= a.version.longestPrefix)
                .map(a -> new NetAddress(a.host, OptionalInt.of(length), a.version));
    }

    /** True if two net resources with these addresses clash: equal, and prefixes equal or one has none. */
    public boolean clashesWith(NetAddress other) {
        return host.equals(other.host)
                && version == other.version
                && (prefix.isEmpty() || other.prefix.isEmpty() || prefix.equals(other.prefix));
    }

    private static Optional<NetAddress> parseHost(String host) {
        if (isPlainIpv4(host)) {
            return Optional.of(new NetAddress(host, OptionalInt.empty(), Version.IPV4));
        }
        if (host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'))) {
            IPAddressStringParameters strict = strict();
            IPAddress address = new IPAddressString(host, strict).getAddress();
            if (address == null) {
                return Optional.empty();
            }
            Version version = address.isIPv6() ? Version.IPV6 : Version.IPV4;
            return Optional.of(new NetAddress(address.toCanonicalString(), OptionalInt.empty(), version));
        }
        return isHostName(host)
                ? Optional.of(new NetAddress(host.toLowerCase(Locale.ROOT), OptionalInt.empty(), Version.NAME))
                : Optional.empty();
    }

    /** True for four decimal numbers in their shortest form: valid and canonical already, without loading a library. */
    private static boolean isPlainIpv4(String host) {
        int parts = 0;
        int start = 0;
        while (start <= host.length()) {
            int dot = host.indexOf('.', start);
            String part = host.substring(start, dot < 0 ? host.length() : dot);
            boolean shortest = part.equals("0") || !part.startsWith("0");
            if (!Numbers.isDigits(part) || part.length() > 3 || !shortest || Integer.parseInt(part) > 255) {
                return false;
            }
            parts++;
            start = dot < 0 ? host.length() + 1 : dot + 1;
        }
        return parts == 4;
    }

    private static IPAddressStringParameters strict() {
        IPAddressStringParameters.Builder strict = new IPAddressStringParameters.Builder()
                .allowEmpty(false)
                .allowAll(false)
                .allowSingleSegment(false)
                .allowPrefix(false)
                .allowMask(false);
        strict.getIPv4AddressParametersBuilder()
                .allow_inet_aton(false)
                .allowLeadingZeros(false)
                .allowBinary(false)
                .setRangeOptions(RangeParameters.NO_RANGE);
        strict.getIPv6AddressParametersBuilder()
                .allowZone(false)
                .allowBase85(false)
                .allowBinary(false)
                .setRangeOptions(RangeParameters.NO_RANGE);
        return strict.toParams();
    }

    private static boolean isHostName(String text) {
        if (text.isEmpty() || text.length() > LONGEST_NAME) {
            return false;
        }
        for (String label : text.split("\\.", -1)) {
            boolean ok = !label.isEmpty()
                    && label.charAt(0) != '-'
                    && label.charAt(label.length() - 1) != '-'
                    && label.chars()
                            .allMatch(c -> (c >= 'a' && c <= 'z')
                                    || (c >= 'A' && c <= 'Z')
                                    || (c >= '0' && c <= '9')
                                    || c == '-');
            if (!ok) {
                return false;
            }
        }
        return true;
    }
}
