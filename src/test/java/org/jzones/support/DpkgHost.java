package org.jzones.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jzones.model.GlobalProperty;
import org.jzones.model.HostSoftware;
import org.jzones.model.Pkg;
import org.jzones.model.Resource;
import org.jzones.model.ResourceType;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneName;

/** A host of Debian packages, with usr merged, in a temporary directory; what it has of packages is written by {@link #done}. */
public final class DpkgHost {
    private final TestHost host;
    private final Map<String, String> stanzas = new LinkedHashMap<>();

    private DpkgHost(TestHost host) {
        this.host = host;
    }

    /** A host with dpkg itself. */
    public static DpkgHost at(Path root) {
        TestHost host = TestHost.existing(root);
        for (String dir : List.of(
                "/etc/zones",
                "/export/zones",
                "/usr/bin",
                "/usr/sbin",
                "/usr/lib",
                "/usr/lib64",
                "/usr/share",
                "/opt",
                "/proc",
                "/dev",
                "/run",
                "/var/lib/dpkg/info",
                "/var/lib/dpkg/updates")) {
            host.makeDirectory(dir);
        }
        try {
            for (String dir : List.of("bin", "sbin", "lib", "lib64")) {
                Files.createSymbolicLink(root.resolve(dir), Path.of("usr/" + dir));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new DpkgHost(host).with("dpkg", "1.21.22", "", "/usr/bin/dpkg").done();
    }

    public TestHost host() {
        return host;
    }

    /**
     * Has the package from now on, in place of another one of this name.
     *
     * @param fields more of its status, each with its line end
     */
    public DpkgHost with(String name, String version, String fields, String... paths) {
        return stanza(
                        name,
                        "Package: " + name + "\nStatus: install ok installed\nArchitecture: amd64\nVersion: " + version
                                + "\n" + fields)
                .list(name, "/.\n/usr\n" + String.join("\n", paths) + "\n");
    }

    /** Has this stanza. */
    public DpkgHost stanza(String name, String text) {
        stanzas.put(name, text);
        return this;
    }

    /** Has the package no more. */
    public DpkgHost without(String name) {
        stanzas.remove(name);
        return this;
    }

    /** Has this list. */
    public DpkgHost list(String name, String text) {
        host.write("/var/lib/dpkg/info/" + name + ".list", text);
        return this;
    }

    public DpkgHost done() {
        host.write("/var/lib/dpkg/status", String.join("\n", stanzas.values()) + "\n");
        return this;
    }

    /**
     * The configuration of a zone of Linux.
     *
     * @param attrs names and values in turn
     */
    public static ZoneConfig zone(List<String> inherited, String... attrs) {
        ZoneConfig config = ZoneConfig.blank(new ZoneName("z")).with(GlobalProperty.BRAND, "lx");
        for (String dir : inherited) {
            config = config.adding(Resource.of(ResourceType.INHERIT_PKG_DIR).with("dir", dir));
        }
        for (int i = 0; i < attrs.length; i += 2) {
            config = config.adding(Resource.of(ResourceType.ATTR)
                    .with("name", attrs[i])
                    .with("type", "string")
                    .with("value", attrs[i + 1]));
        }
        return config;
    }

    /** The names of the packages that matter to a zone with this configuration. */
    public List<String> relevant(ZoneConfig config) {
        return software(config).relevant().stream().map(pkg -> pkg.name()).toList();
    }

    public HostSoftware software(ZoneConfig config) {
        return host.opened().software(config).software(config.inheritedDirs());
    }

    /** Those packages with their versions. */
    public List<Pkg> packages(ZoneConfig config) {
        return software(config).relevant().stream()
                .map(pkg -> new Pkg(pkg.name(), pkg.version()))
                .toList();
    }
}
