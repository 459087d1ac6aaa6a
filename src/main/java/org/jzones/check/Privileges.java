package org.jzones.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jzones.model.Capabilities;

/** The names that limitpriv takes: privileges(5) with the sets it knows, and for zones of Linux its capabilities(7). */
final class Privileges {
    private static final Set<String> SETS = Set.of("default", "basic", "zone", "all", "none");

    /** Those of Solaris 10 and of the systems that came of it. */
    private static final Set<String> SOLARIS = names("""
            contract_event contract_identity contract_observer cpc_cpu
            dtrace_kernel dtrace_proc dtrace_user
            file_chown file_chown_self file_dac_execute file_dac_read file_dac_search file_dac_write file_downgrade_sl
            file_flag_set file_link_any file_owner file_read file_setid file_upgrade_sl file_write
            graphics_access graphics_map hyprlofs_control ipc_dac_read ipc_dac_write ipc_owner
            net_access net_bindmlp net_icmpaccess net_mac_aware net_mac_implicit net_observability net_privaddr
            net_rawaccess
            proc_audit proc_chroot proc_clock_highres proc_exec proc_fork proc_info proc_lock_memory proc_owner
            proc_prioup proc_priocntl proc_secflags proc_session proc_setid proc_taskid proc_zone
            sys_acct sys_admin sys_audit sys_config sys_devices sys_dl_config sys_flow_config sys_fs_import
            sys_ib_config sys_ip_config sys_ipc_config sys_iptun_config sys_linkdir sys_mount sys_net_config sys_nfs
            sys_ppp_config sys_res_bind sys_res_config sys_resource sys_share sys_smb sys_suser_compat sys_time
            sys_trans_label virt_manage
            win_colormap win_config win_dac_read win_dac_write win_devices win_dga win_downgrade_sl win_fontpath
            win_mac_read win_mac_write win_selection win_upgrade_sl xvm_control""");

    private Privileges() {}

    /** The names in a limitpriv that are none, as they are written; {@code !} or {@code -} before one takes it away. */
    static List<String> unknown(String limitpriv, String brand) {
        List<String> unknown = new ArrayList<>();
        for (String written : limitpriv.split(",", -1)) {
            boolean negated = written.startsWith("!") || written.startsWith("-");
            String name = written.substring(negated ? 1 : 0).toLowerCase(Locale.ROOT);
            boolean known = SETS.contains(name)
                    || SOLARIS.contains(without("priv_", name))
                    || (brand.equals("lx") && Capabilities.isName(name));
            if (!known) {
                unknown.add("'" + written + "'");
            }
        }
        return unknown;
    }

    private static String without(String prefix, String name) {
        return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }

    private static Set<String> names(String text) {
        return Set.of(text.split("\\s+"));
    }
}
