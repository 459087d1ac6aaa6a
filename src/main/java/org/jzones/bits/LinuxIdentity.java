package org.jzones.bits;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jzones.file.Layout;
import org.jzones.file.Trees;
import org.jzones.model.ZoneConfig;

/** What a zone of Linux calls itself: etc/hostname, and etc/hosts if it has none (spec 5, 8.2). */
public final class LinuxIdentity {
    private final Trees trees;
    private final Path etc;
    private final String name;

    /** @param trees those of the host */
    public LinuxIdentity(Trees trees, ZoneConfig config) {
        this.trees = trees;
        this.etc = trees.layout().zoneRoot(config.zonepath()).resolve("etc");
        this.name = config.zonename();
    }

    /** Writes both, unless its etc is something else than a directory; a link in their place is replaced. */
    public void give() {
        if (!Files.isDirectory(etc, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        write("hostname", name + "\n");
        if (!Layout.exists(etc.resolve("hosts"))) {
            write(
                    "hosts",
                    "127.0.0.1\tlocalhost\n127.0.1.1\t" + name + "\n::1\tlocalhost ip6-localhost ip6-loopback\n");
        }
    }

    private void write(String file, String text) {
        if (!Files.isDirectory(etc.resolve(file), LinkOption.NOFOLLOW_LINKS)) {
            trees.write(etc.resolve(file), text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
