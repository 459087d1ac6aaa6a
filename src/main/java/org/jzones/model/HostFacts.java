package org.jzones.model;

import java.util.List;
import java.util.Map;

/**
 * What the configuration rules of spec 3.6 need to know of a host.
 *
 * @param callerUid numeric user id of the caller
 * @param ancestors the directories above the zonepath, from the host root down
 * @param zonepath the zonepath itself
 * @param root the zone's root directory
 * @param dev the zone's dev directory
 * @param manifest the detach manifest in the zonepath
 * @param otherZonepaths zonepaths of the other zones, by zone name
 * @param directories for each inherit-pkg-dir and lofs special, what is there, links inside the host followed
 */
public record HostFacts(
        int callerUid,
        List<FileFacts> ancestors,
        FileFacts zonepath,
        FileFacts root,
        FileFacts dev,
        FileFacts manifest,
        Map<String, String> otherZonepaths,
        Map<String, FileFacts> directories) {
    /** For a configuration that has no zonepath on the host: only the directories it needs are known. */
    public static HostFacts withoutZonepath(Map<String, FileFacts> directories) {
        FileFacts nothing = new FileFacts("", FileFacts.Kind.MISSING, -1, 0);
        return new HostFacts(-1, List.of(), nothing, nothing, nothing, nothing, Map.of(), directories);
    }
}
