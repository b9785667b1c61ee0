package io.github.ekssdk.testing.internal.authorization;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.service.eks.EksService;
import io.github.ekssdk.testing.internal.service.iam.IamDirectory;
import io.github.ekssdk.testing.internal.service.iam.IamService;
import java.util.List;

/** Looks into the account as it is now. */
final class LiveLookup implements Lookup {
    private final Account account;

    LiveLookup(Account account) {
        this.account = account;
    }

    @Override
    public String role(String name) {
        return name.isEmpty() ? "*" : iam().arnOf(name).orElseGet(() -> account.globalArn("iam", "role/" + name));
    }

    @Override
    public String user(String name) {
        return iam().arnOfUser(name).orElseGet(() -> account.globalArn("iam", "user/" + name));
    }

    @Override
    public String instanceProfile(String name) {
        return iam().arnOfInstanceProfile(name).orElseGet(() -> account.globalArn("iam", "instance-profile/" + name));
    }

    @Override
    public List<String> rolesOf(String instanceProfile) {
        return iam().rolesOfInstanceProfile(instanceProfile);
    }

    @Override
    public boolean lacksServiceLinkedRole(String service) {
        return iam().lacksServiceLinkedRole(service);
    }

    @Override
    public String serviceLinkedRole(String service) {
        return iam().arnOfServiceLinkedRole(service);
    }

    @Override
    public String ofEks(String beginning, Account region) {
        return region.service(EksService.class).arnBeginningWith(beginning).orElse(beginning + "*");
    }

    @Override
    public String key(String reference, String region) {
        return reference;
    }

    @Override
    public boolean complete() {
        return false;
    }

    private IamDirectory iam() {
        return account.service(IamService.class).directory();
    }
}
