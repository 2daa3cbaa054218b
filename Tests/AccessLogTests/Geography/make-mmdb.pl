#!/usr/bin/perl
# Writes the databases that the tests search, into the folder given. Needs MaxMind::DB::Writer
# (Debian: libmaxmind-db-writer-perl). All networks are for documentation or made up.
use strict;
use warnings;
use MaxMind::DB::Writer::Tree;

my $folder = shift or die "usage: make-mmdb.pl FOLDER\n";
my $text = 'utf8_string';
my %types = (
    country            => 'map',
    registered_country => 'map',
    continent          => 'map',
    city               => 'map',
    names              => 'map',
    location           => 'map',
    latitude           => 'double',
    longitude          => 'double',
    geoname_id         => 'uint32',
    iso_code           => $text,
    en                 => $text,
    code               => $text,
    asn                => $text,
    as_name            => $text,
    country_code       => $text,
    continent_code     => $text,
    autonomous_system_number       => 'uint32',
    autonomous_system_organization => $text,
);

sub write_tree {
    my ( $name, $type, $version, $size, $types, @networks ) = @_;
    my $tree = MaxMind::DB::Writer::Tree->new(
        ip_version               => $version,
        record_size              => $size,
        database_type            => $type,
        languages                => ['en'],
        description              => { en => 'Made for tests' },
        alias_ipv6_to_ipv4       => 0,
        remove_reserved_networks => 0,
        map_key_type_callback    => sub { $types->{ $_[0] } // die "no type for $_[0]" },
    );
    while ( my ( $network, $data ) = splice @networks, 0, 2 ) {
        $tree->insert_network( $network, $data );
    }
    open my $file, '>:raw', "$folder/$name.mmdb" or die $!;
    $tree->write_tree($file);
    close $file or die $!;
}

sub country {
    my ( $code, %more ) = @_;
    return { country => { iso_code => $code, names => { en => "Country $code" } }, %more };
}

my $europe = { code => 'EU' };
my @countries = (
    '192.0.2.0/24'     => country( 'NO', continent => $europe ),
    '198.51.100.0/24'  => country( 'DE', continent => $europe ),
    '198.51.100.128/25' => country('FR'),
    '203.0.113.0/24'   => { continent => $europe, registered_country => { iso_code => 'SE' } },
    '240.0.0.0/8'      => country('JP'),
    '241.0.0.0/8'      => { continent => $europe },
    '242.0.0.0/8'      => country('ZZ'),
    '243.0.0.0/8'      => country('gb'),
    '244.0.0.0/8'      => country('A1'),
    '245.0.0.0/8'      => country('LONG'),
    '246.0.0.0/8'      => country( 'XK', registered_country => { iso_code => 'RS' } ),
    '2001:db8::/33'    => country('IS'),
    '2001:db8:8000::/34' => country('DK'),
    '2001:db8:c000::/48' => country('FI'),
);
my @version4 = @countries[ grep { $countries[ $_ - $_ % 2 ] !~ /:/ } 0 .. $#countries ];

for my $size ( 24, 28, 32 ) {
    write_tree( "country-$size", 'GeoLite2-Country', 6, $size, \%types, @countries );
}
write_tree( 'country-v4', 'GeoLite2-Country', 4, 24, \%types, @version4 );
write_tree(
    'city', 'GeoLite2-City', 6, 28, \%types,
    '192.0.2.0/24' => country(
        'NO', city => { names => { en => 'Bodø' } },
        location => { latitude => 67.28, longitude => 14.4 }
    ),
);
write_tree(
    'registered-first', 'GeoLite2-Country', 6, 24, \%types,
    ( map { ( "10.0.$_.0/24" => { continent => $europe, geoname_id => $_ } ) } 0 .. 200 ),
    '192.0.2.0/24' => country('NO'),
);
write_tree(
    'asn', 'GeoLite2-ASN', 6, 24, \%types,
    map { ( "10.$_.0.0/16" => {
        autonomous_system_number => 64496 + $_, autonomous_system_organization => 'NO'
    } ) } 0 .. 15
);
write_tree(
    'lite', 'ipinfo bundle_location_lite.mmdb', 6, 32, { %types, country => $text },
    '192.0.2.0/24' => { country => 'Norway', country_code => 'NO', continent_code => 'EU' },
    '2001:db8::/32' => { country => 'Iceland', country_code => 'IS' },
);
write_tree(
    'plain', 'ipinfo generic_country_free.mmdb', 6, 32, { %types, country => $text },
    '192.0.2.0/24' => { country => 'NO', asn => 'AS64496', as_name => 'Example' },
    '2001:db8::/32' => { country => 'IS' },
);
write_tree( 'later', 'GeoLite2-Country', 6, 24, \%types, '192.0.2.0/24' => country('SE') );
