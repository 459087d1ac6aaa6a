package org.jzones.op;

import java.util.Optional;
import org.jzones.model.RemoteMove;

/**
 * A move to another machine that nothing speaks against.
 *
 * @param way rsync, tar or shared
 * @param kilobytes what its files take on the disk here
 * @param freeKilobytes room there, where that machine tells
 */
public record MovePlan(RemoteMove move, String way, long kilobytes, Optional<Long> freeKilobytes) {}
