package org.jzones.capture;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jzones.file.Layout;

/** Which files of a capture are used, by their paths (spec 7.1); whatever else is in it is passed over. */
final class CaptureNames {
    /** Where it is told what the capture is. */
    static final String OWN = Layout.CAPTURE + "/";

    static final String ABOUT = OWN + "about";
    static final String WARNINGS = OWN + "warnings";
    static final String PARTIAL = OWN + "partial";
    static final String LINKS = OWN + "links";
    static final String DIRS = OWN + "dirs";
    static final String ZONEPATHS = OWN + "zonepaths";

    private static final Set<String> KEPT = Set.of(ABOUT, WARNINGS, PARTIAL, LINKS, DIRS, ZONEPATHS);

    private static final String CONTENTS = "var/sadm/install/contents";

    /** What commands have said of how large the host is, and of its zones. */
    private static final Pattern SAID =
            Pattern.compile(OWN + "cmd/(prtconf|psrinfo-v|psrinfo-p|meminfo|cpuinfo|uname-a|zoneadm-list-cp)");

    private static final Pattern OF_HOST = Pattern.compile(String.join(
            "|",
            List.of(
                    "etc/zones/(index|[^/]+\\.(xml|rename|move|zonemove))",
                    "etc/(release|nodename|hostname|debian_version|os-release)",
                    "usr/lib/os-release",
                    "var/sadm/install/(contents|pkglog)",
                    "var/sadm/system/admin/(INST_RELEASE|CLUSTER)",
                    "var/sadm/pkg/[^/]+/(pkginfo|install/depend)",
                    "var/lib/dpkg/(status|diversions|updates/[0-9][^/]*|info/[^/]+\\.list)",
                    "([^/]+/)+SUNWdetached\\.xml")));

    /** Of what Explorer has collected, below a directory that is called like the host. */
    private static final Pattern OF_EXPLORER = Pattern.compile("([^/]+/)?("
            + String.join(
                    "|",
                    List.of(
                            "patch\\+pkg/((pkginfo-l|showrev-p|patchadd-p)\\.out|pkg_listing_ips[^/]*)",
                            "etc/zones/index",
                            "sysconfig/(uname-a|prtconf-vp|psrinfo-v)\\.out"))
            + ")");

    private CaptureNames() {}

    /** True of what tells about the capture itself, and is kept in memory. */
    static boolean isOwn(String path) {
        return KEPT.contains(path);
    }

    /** True of a file of the host. */
    static boolean isOfHost(String path) {
        return path.startsWith(OWN)
                ? SAID.matcher(path).matches()
                : OF_HOST.matcher(path).matches();
    }

    /** True of a file that Explorer has collected. */
    static boolean isOfExplorer(String path) {
        return OF_EXPLORER.matcher(path).matches();
    }

    /**
     * Which directories of the host are made though there is nothing in them.
     *
     * @param dirs the list of those of the first levels
     * @param zonepaths the list of zonepaths
     */
    static Predicate<String> directories(String dirs, String zonepaths) {
        Set<String> noted = new HashSet<>(dirs.lines().toList());
        zonepaths.lines().map(line -> line.split("\t", 2)[0]).forEach(path -> {
            noted.add(path);
            noted.add(path + "/root");
        });
        return path -> !path.isEmpty()
                && !(path + "/").startsWith(OWN)
                && (noted.contains("/" + path) || path.indexOf('/') == path.lastIndexOf('/'));
    }

    /** In bytes, of which one that has more is refused. */
    static long most(String path, long mostInAll) {
        return path.equals(CONTENTS) ? mostInAll : 64L << 20;
    }
}
