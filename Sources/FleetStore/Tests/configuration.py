"""What a ClickHouse server and a ZooKeeper read when they start: small, on loopback only, all files in one folder."""

from processes import HOST

# The name of the cluster in `remote_servers`, for ON CLUSTER and Distributed.
CLUSTER = "sporlos"
# How long ZooKeeper remembers a killed server, in ms; until then, the server cannot come back as the same replica.
SESSION, TICK = 3000, 200


def server(store):
    """config.xml

    The last setting of <merge_tree> lets a server start that was killed when it had dropped more than half of a table: the
    files of the dropped rows stay for some minutes, and where they are many, 18.16 takes them for a mistake and ends.
    """
    return f"""<yandex>
  <logger>
    <level>information</level>
    <log>{store.logs}/server.log</log>
    <errorlog>{store.logs}/errors.log</errorlog>
    <size>100M</size>
    <count>2</count>
  </logger>
  <listen_host>{HOST}</listen_host>
  <http_port>{store.http_port}</http_port>
  <tcp_port>{store.tcp_port}</tcp_port>
  <interserver_http_port>{store.interserver_port}</interserver_http_port>
  <interserver_http_host>{HOST}</interserver_http_host>
  <keep_alive_timeout>1</keep_alive_timeout>
  <max_concurrent_queries>100</max_concurrent_queries>
  <uncompressed_cache_size>0</uncompressed_cache_size>
  <mark_cache_size>67108864</mark_cache_size>
  <path>{store.folder}/data/</path>
  <tmp_path>{store.folder}/tmp/</tmp_path>
  <user_files_path>{store.folder}/files/</user_files_path>
  <format_schema_path>{store.folder}/schemas/</format_schema_path>
  <users_config>users.xml</users_config>
  <default_profile>default</default_profile>
  <default_database>default</default_database>
  <timezone>UTC</timezone>
  <query_log>
    <database>system</database>
    <table>query_log</table>
    <flush_interval_milliseconds>500</flush_interval_milliseconds>
  </query_log>
  <merge_tree>
    <zookeeper_session_expiration_check_period>1</zookeeper_session_expiration_check_period>
    <replicated_max_ratio_of_wrong_parts>1</replicated_max_ratio_of_wrong_parts>
  </merge_tree>
{store.place}
</yandex>
"""


# In 18.16, the sizes of the pools are settings of a profile.
USERS = f"""<yandex>
  <profiles>
    <default>
      <max_memory_usage>1000000000</max_memory_usage>
      <max_threads>2</max_threads>
      <background_pool_size>2</background_pool_size>
      <log_queries>1</log_queries>
      <connect_timeout_with_failover_ms>500</connect_timeout_with_failover_ms>
      <distributed_ddl_task_timeout>20</distributed_ddl_task_timeout>
      <distributed_directory_monitor_sleep_time_ms>100</distributed_directory_monitor_sleep_time_ms>
    </default>
  </profiles>
  <users>
    <default>
      <password></password>
      <networks><ip>{HOST}</ip></networks>
      <profile>default</profile>
      <quota>default</quota>
    </default>
  </users>
  <quotas><default/></quotas>
</yandex>
"""


def place(store, shards):
    """The part of config.xml that says where in a cluster a server is."""
    listed = "".join(
        "\n      <shard>\n        <internal_replication>true</internal_replication>"
        + "".join(
            f"\n        <replica><host>{HOST}</host><port>{replica.tcp_port}</port></replica>" for replica in replicas)
        + "\n      </shard>"
        for replicas in shards)
    return f"""  <remote_servers>
    <{CLUSTER}>{listed}
    </{CLUSTER}>
  </remote_servers>
  <macros>
    <shard>{store.shard}</shard>
    <replica>{store.replica}</replica>
  </macros>
  <zookeeper>
    <node><host>{HOST}</host><port>{store.keeper.port}</port></node>
    <session_timeout_ms>{SESSION}</session_timeout_ms>
  </zookeeper>
  <distributed_ddl><path>/clickhouse/task_queue/ddl</path></distributed_ddl>"""


def keeper(keeper):
    """zoo.cfg; without forced writes, which matter where a machine loses power, not where a process is killed."""
    return f"""
dataDir={keeper.folder}/data
clientPort={keeper.port}
clientPortAddress={HOST}
tickTime={TICK}
minSessionTimeout={2 * TICK}
maxSessionTimeout={SESSION}
maxClientCnxns=0
admin.enableServer=false
4lw.commands.whitelist=srvr
forceSync=no
preAllocSize=1024
"""
