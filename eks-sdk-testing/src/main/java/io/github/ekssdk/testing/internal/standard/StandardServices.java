package io.github.ekssdk.testing.internal.standard;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.FakeService;
import io.github.ekssdk.testing.internal.actor.AutoModeBalancers;
import io.github.ekssdk.testing.internal.service.autoscaling.AutoScalingService;
import io.github.ekssdk.testing.internal.service.cloudformation.CloudFormationService;
import io.github.ekssdk.testing.internal.service.ec2.Ec2Service;
import io.github.ekssdk.testing.internal.service.eks.EksService;
import io.github.ekssdk.testing.internal.service.elb.ClassicElbService;
import io.github.ekssdk.testing.internal.service.elb.ElbV2Service;
import io.github.ekssdk.testing.internal.service.iam.IamService;
import io.github.ekssdk.testing.internal.service.kms.KmsService;
import io.github.ekssdk.testing.internal.service.logs.LogsService;
import io.github.ekssdk.testing.internal.service.ssm.SsmService;
import io.github.ekssdk.testing.internal.service.sts.StsService;
import java.util.List;
import java.util.function.Function;

/** The services that every fake account has. */
public final class StandardServices {
    /** Services that are the same in all regions. */
    public static final List<Function<Account, FakeService>> GLOBAL = List.of(IamService::new, StsService::new);

    /** Services of which each region has its own. */
    public static final List<Function<Account, FakeService>> REGIONAL = List.of(
            Ec2Service::new,
            AutoScalingService::new,
            LogsService::new,
            StandardServices::eks,
            KmsService::new,
            CloudFormationService::new,
            ElbV2Service::new,
            ClassicElbService::new,
            SsmService::new);

    private StandardServices() {}

    private static FakeService eks(Account account) {
        EksService eks = new EksService(account);
        eks.autoModeNodes().onEnd(cluster -> AutoModeBalancers.delete(account, cluster));
        return eks;
    }
}
