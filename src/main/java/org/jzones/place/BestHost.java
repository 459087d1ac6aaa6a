package org.jzones.place;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jzones.host.Processes;
import org.jzones.host.Ssh;
import org.jzones.model.Failure;
import org.jzones.model.HostInventory;
import org.jzones.model.Manifest;
import org.jzones.model.Message;
import org.jzones.software.InventoryFiles;

/** {@code zonemove --to-best}: asks machines for their inventories, all at a time, and ranks them as zoneplace does. */
public final class BestHost {
    private final Place place;
    private final Processes processes;
    private final List<String> inventory;

    /**
     * @param place ranks
     * @param zoneadm the command on the machines
     * @param root the host root there
     */
    public BestHost(Place place, Processes processes, String zoneadm, String root) {
        this.place = place;
        this.processes = processes;
        this.inventory = List.of(zoneadm, "-R", root, "inventory");
    }

    /** What each machine says about the zone, in their order; one that does not answer says why. */
    public List<Answer> plan(Manifest zone, List<Ssh> machines) {
        List<Processes.Answer> said = processes.askAll(
                machines.stream().map(machine -> machine.command(inventory)).toList());
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < machines.size(); i++) {
            String host = machines.get(i).host();
            Processes.Answer answer = said.get(i);
            answers.add(place.ask(List.of(zone), host, () -> inventory(host, answer)));
        }
        return answers;
    }

    private static HostInventory inventory(String host, Processes.Answer answer) {
        if (answer.status() == Ssh.NO_CONNECTION) {
            throw Failure.of(Message.REMOTE_NO_ANSWER, host);
        }
        if (!answer.isDone()) {
            throw Failure.of(Message.REMOTE_NO_INVENTORY, host);
        }
        byte[] bytes = answer.bytes().getBytes(StandardCharsets.ISO_8859_1);
        return InventoryFiles.read(bytes, "the inventory of " + host);
    }
}
