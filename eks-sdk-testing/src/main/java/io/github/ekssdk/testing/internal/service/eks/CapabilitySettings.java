package io.github.ekssdk.testing.internal.service.eks;

import io.github.ekssdk.testing.internal.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eks.model.ArgoCdAwsIdcConfigRequest;
import software.amazon.awssdk.services.eks.model.ArgoCdConfigRequest;
import software.amazon.awssdk.services.eks.model.ArgoCdConfigResponse;
import software.amazon.awssdk.services.eks.model.ArgoCdRoleMapping;
import software.amazon.awssdk.services.eks.model.CapabilityConfigurationRequest;
import software.amazon.awssdk.services.eks.model.CapabilityConfigurationResponse;
import software.amazon.awssdk.services.eks.model.CapabilityType;
import software.amazon.awssdk.services.eks.model.UpdateArgoCdConfig;
import software.amazon.awssdk.services.eks.model.UpdateRoleMappings;

/** The configuration of capabilities, which only Argo CD has. */
final class CapabilitySettings {
    private final Account account;

    CapabilitySettings(Account account) {
        this.account = account;
    }

    /** Refuses a configuration that the type does not have, and an Argo CD without an Identity Center. */
    static void check(CapabilityType type, @Nullable CapabilityConfigurationRequest asked) {
        ArgoCdConfigRequest argoCd = asked == null ? null : asked.argoCd();
        if (type != CapabilityType.ARGOCD) {
            if (argoCd != null) {
                throw EksRefusals.invalidParameter("Capabilities of type " + type + " have no argoCd configuration.");
            }
            return;
        }
        ArgoCdAwsIdcConfigRequest identityCenter = argoCd == null ? null : argoCd.awsIdc();
        if (identityCenter == null || identityCenter.idcInstanceArn() == null) {
            throw EksRefusals.invalidParameter(
                    "Capabilities of type ARGOCD need the configuration argoCd.awsIdc.idcInstanceArn.");
        }
    }

    @Nullable CapabilityConfigurationResponse ofNew(@Nullable CapabilityConfigurationRequest asked) {
        if (asked == null || asked.argoCd() == null) {
            return null;
        }
        ArgoCdConfigRequest argoCd = asked.argoCd();
        ArgoCdAwsIdcConfigRequest identityCenter = argoCd.awsIdc();
        String id = account.ids().hex("argocd", 16);
        return CapabilityConfigurationResponse.builder()
                .argoCd(config -> config.namespace(Objects.requireNonNullElse(argoCd.namespace(), "argocd"))
                        .rbacRoleMappings(argoCd.rbacRoleMappings())
                        .networkAccess(access -> access.vpceIds(
                                argoCd.networkAccess() == null
                                        ? List.of()
                                        : argoCd.networkAccess().vpceIds()))
                        .serverUrl("https://" + id + ".eks-capabilities." + account.region() + ".amazonaws.com")
                        .awsIdc(idc -> idc.idcInstanceArn(identityCenter.idcInstanceArn())
                                .idcRegion(Objects.requireNonNullElse(identityCenter.idcRegion(), account.region()))
                                .idcManagedApplicationArn("arn:" + account.partition() + ":sso::" + account.id()
                                        + ":application/"
                                        + identityCenter.idcInstanceArn().replaceAll("^.*/", "") + "/apl-" + id)))
                .build();
    }

    /** The configuration after an update. */
    static CapabilityConfigurationResponse changed(CapabilityConfigurationResponse before, UpdateArgoCdConfig asked) {
        ArgoCdConfigResponse config = before.argoCd();
        return before.copy(b -> b.argoCd(config.copy(argoCd -> {
            if (asked.rbacRoleMappings() != null) {
                argoCd.rbacRoleMappings(changed(config.rbacRoleMappings(), asked.rbacRoleMappings()));
            }
            if (asked.networkAccess() != null) {
                argoCd.networkAccess(
                        access -> access.vpceIds(asked.networkAccess().vpceIds()));
            }
        })));
    }

    private static List<ArgoCdRoleMapping> changed(List<ArgoCdRoleMapping> before, UpdateRoleMappings asked) {
        List<ArgoCdRoleMapping> after = new ArrayList<>(before);
        asked.removeRoleMappings().forEach(gone -> after.removeIf(mapping -> mapping.role() == gone.role()));
        for (ArgoCdRoleMapping changed : asked.addOrUpdateRoleMappings()) {
            after.removeIf(mapping -> mapping.role() == changed.role());
            after.add(changed);
        }
        return after;
    }
}
