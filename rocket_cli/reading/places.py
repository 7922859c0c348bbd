"""Countries as credit lines print them, and the way a country, or several, stands on such a line."""

from __future__ import annotations

import re
from functools import lru_cache

_COUNTRIES = """Afghanistan|Albania|Algeria|Andorra|Angola|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahamas|Bangladesh|Belarus|Belgium|Benin|Bhutan|Bolivia|Bosnia and Herzegovina|Bosnia & Herzegovina|Bosnia|Botswana
|Brazil|Bulgaria|Burkina Faso|Burma|Cambodia|Cameroon|Canada|Cape Verde|Chad|Chile|China|Colombia|Congo|Costa Rica|Croatia|Cuba|Cyprus|Czech Republic|Czechia|Czechoslovakia|Denmark|Dominican Republic|East Germany
|Ecuador|Egypt|El Salvador|England|Eritrea|Estonia|Ethiopia|Fiji|Finland|France|Gabon|Georgia|Germany|Ghana|Great Britain|Greece|Greenland|Guatemala|Guinea|Guinea-Bissau|Haiti|Honduras|Hong Kong|Hungary
|Iceland|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Ivory Coast|Jamaica|Japan|Jordan|Kazakhstan|Kenya|Kosovo|Kuwait|Kyrgyzstan|Laos|Latvia|Lebanon|Lesotho|Liberia|Libya|Liechtenstein|Lithuania|Luxembourg
|Macedonia|Madagascar|Malawi|Malaysia|Mali|Malta|Mauritania|Mauritius|Mexico|Moldova|Monaco|Mongolia|Montenegro|Morocco|Mozambique|Myanmar|Namibia|Nepal|Netherlands|The Netherlands|New Zealand|Nicaragua|Niger|Nigeria
|North Korea|North Macedonia|Northern Ireland|Norway|Oman|Pakistan|Palestine|Palestinian Territories|Panama|Papua New Guinea|Paraguay|Peru|Philippines|Poland|Portugal|Puerto Rico|Qatar|Republic of Ireland|Republic of Korea|Romania|Russia|Rwanda
|Saudi Arabia|Scotland|Senegal|Serbia|Sierra Leone|Singapore|Slovakia|Slovenia|Somalia|South Africa|South Korea|South Sudan|Soviet Union|Spain|Sri Lanka|Sudan|Sweden|Switzerland|Syria|Taiwan|Tajikistan|Tanzania|Thailand|Togo
|Trinidad and Tobago|Tunisia|Turkey|Türkiye|Uganda|UK|U.K.|Ukraine|United Arab Emirates|UAE|United Kingdom|United States|United States of America|Uruguay|US|U.S.|USA|U.S.A.|USSR|Uzbekistan|Venezuela|Vietnam|Wales|West Germany|Yemen|Yugoslavia|Zambia|Zimbabwe|Korea|Britain|Czech Rep.
|Deutschland|Österreich|Schweiz|Frankreich|Italien|Spanien|Großbritannien|Vereinigtes Königreich|Dänemark|Schweden|Norwegen|Finnland|Polen|Belgien|Niederlande|Japon|États-Unis|Etats-Unis|Royaume-Uni|Allemagne|Italie|Espagne|Belgique|Suisse|Pologne|Suède
|Stati Uniti|Regno Unito|Francia|Germania|Italia|Spagna|España|Alemania|Reino Unido|Estados Unidos|Argentine|Giappone|México|Perú|Suomi|Danmark|Norge|Sverige|Portogallo|Österr.|BRD|DDR|GB"""


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """Names of countries, past ones and those in other languages included, in lower case."""
    return frozenset(name.strip().lower() for name in re.split(r"[|\n]", _COUNTRIES) if name.strip())


@lru_cache(maxsize=1)
def country_list() -> re.Pattern[str]:
    """One country or several with `/`, commas, `&`, dashes between: `Germany/France`, `Kenya, South Africa`."""
    names = sorted((re.escape(name.strip()) for name in re.split(r"[|\n]", _COUNTRIES) if name.strip()), key=len, reverse=True)
    one = rf"(?:{'|'.join(names)})"
    return re.compile(rf"(?<![\w.])({one}(?:\s?(?:/|,|&|\+|-|·|and)\s?{one})*)(?!\w)")
