# A reader looks for the anchor formula: from the first page by search to a
# telegram, to what it refers to, and to what is not there.
#
# Sourced by scripts/test-external, which serves the samples at $site and has
# the words to drive the browser with: open, click, type_in, text, address,
# picture, shows, pass, fail.

open "$site/"
shows "the home page says what the archive holds" "Referred to, not held"
shows "and has a box to go to a telegram" "Go to a telegram"
picture 1-home

type_in '#q' 'anchor ferry'
click 'css selector' 'form.find button'
[[ $(address) == "$site"/search\?* ]] || fail "a search has an address: $(address)"
shows "a search finds telegrams" "ANCHOR FORMULA"
[ -n "$(text '.hit mark')" ] || fail "the words looked for are marked"
pass "the words looked for are marked"
shows "and the results can be narrowed down" "Narrow down"
picture 2-search

click 'css selector' '.facets a[href*="class"]'
shows "a facet narrows them down" "class:"

click 'css selector' '.hit h2 a[href*="#p"]'
[[ $(address) == *#p* ]] || fail "a hit opens at its paragraph: $(address)"
pass "a hit opens at its paragraph"

open "$site/"
type_in '#go-to' 'Suva 1588 1974'
click 'css selector' 'form.go button'
[ "$(address)" = "$site/74SUVA1588" ] || fail "any spelling leads to the telegram: $(address)"
shows "any spelling leads to the telegram" "JOINT CABLE AND FERRY COMMISSION: SECOND SESSION AND THE ANCHOR FORMULA"
shows "which shows its facts" "AMEMBASSY CANBERRA"
text '#p2' | grep -q "ROUTE" || fail "its paragraphs have addresses"
pass "its paragraphs have addresses"
shows "and it says what it refers to" "Refers to"
picture 3-telegram

click 'css selector' 'section[aria-labelledby="refers"] a[href="/74SUVA1466"]'
[ "$(address)" = "$site/74SUVA1466" ] || fail "a reference is a link: $(address)"
text 'section[aria-labelledby="referred"]' | grep -q "SECOND SESSION" || fail "the other telegram says who refers to it"
pass "a reference leads to the other telegram, which says who refers to it"

open "$site/74SUVA1391"
click 'css selector' 'section[aria-labelledby="refers"] a[href="/74SUVA1377"]'
shows "a telegram of which there is no copy has a page too" "known only from references by"
text | grep -q "hidden" && fail "missing never means hidden"
picture 4-missing

open "$site/74SUVA1588"
click 'link text' 'Original'
shows "the original text is one link away, page lines and all" "PAGE 01 SUVA 01588 01 OF 02"
picture 5-original

open "$site/posts/SUVA/1974"
shows "a post's year lists its telegrams" "SECOND SESSION"
shows "and those that are missing" "1377"

open "$site/search?q=%22not+closed"
shows "a wrong query shows its place" "This query cannot be read"

open "$site/no-such-place"
shows "an unknown address helps on" "Go to a telegram"
