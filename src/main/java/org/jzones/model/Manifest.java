package org.jzones.model;

import java.util.List;

/** What detach leaves in the zonepath (spec 4.4): configuration, software it depends on, device permissions. */
public record Manifest(ZoneConfig config, Inventory software, List<DevicePermission> devices) {
    public Manifest {
        devices = List.copyOf(devices);
    }
}
