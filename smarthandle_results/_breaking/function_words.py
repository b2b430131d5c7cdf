"""The function words of each language, by hand: which lean on the word after them, which on the one before.

A language has three lists. A word of `OPENING` opens a phrase: a conjunction, preposition or relative pronoun. One of
`LEANING` belongs to the word after it: an article, determiner, auxiliary, pronoun, common adjective. One of `CLOSING`
belongs to the word before it: a particle, an enclitic, a postposition. `penalties` says what follows from that.

`language` tells a text's language by the same lists. A language without lists is judged by its punctuation alone.
"""

from typing import Final

_LISTS: Final = {
    "en": (
        """
and but or nor so yet for because although though while when whenever where wherever whether which who whom
whose that if unless until till since as than of in on at by to from with without within into onto upon over
under between among amongst through throughout during before after about above below against across along around
behind beside besides beneath beyond despite except inside near off outside toward towards via per like once
whereas how why what
""",
        """
a an the my your his her its our their this these those no not very i you he she it we they is are was were be
been being am do does did have has had having will would shall should can could may might must isn't aren't
wasn't weren't don't doesn't didn't haven't hasn't hadn't won't wouldn't shouldn't can't cannot couldn't mustn't
i'm you're he's she's it's we're they're i've you've we've they've i'll you'll he'll she'll it'll we'll they'll
i'd you'd he'd she'd we'd they'd that's there's who's what's let's there mr. mrs. ms. dr. st. prof. mr mrs ms dr
mt. gen. capt. sgt. rev. hon. gov. sen. rep. vs. no. nos. all any both each either every few many more most much
neither other another several some such same own only just even quite rather too also still almost nearly never
always often ever already really so-called one two three four five six seven eight nine ten eleven twelve twenty
thirty forty fifty hundred thousand million billion first second third fourth fifth last next able academic
active actual afraid alone ancient angry available average aware bad basic beautiful best better big bitter
black blue bold brave brief bright broad broken brown busy calm careful central certain cheap chief civil
classic clean clear clever close cold complete complex constant cool correct crazy criminal critical cruel
cultural curious current daily dangerous dark dead deaf dear deep different difficult digital direct dirty
domestic double dry due dull early eastern easy economic elderly electric electronic emotional empty entire
equal essential eternal ethnic european exact excellent extra extreme fair false familiar famous fast fat
favorite federal fellow female fierce final financial fine firm fixed flat foreign formal former forward free
french frequent fresh front full fun funny further future general gentle german giant glad global gold golden
good grand gray great greek green grey gross guilty half handsome happy hard harsh healthy heavy hidden high
higher historic historical holy honest hot huge human hungry ideal ill immediate important impossible increased
independent individual industrial initial inner innocent intense internal international joint junior keen key
kind large larger largest late later latest latin lazy leading left legal less lesser light likely limited
little living local lonely long loose lost loud lovely low lower loyal lucky mad main major male married mass
massive medical mental mere middle mild military minor missing mixed mobile modern moral multiple musical mutual
naked narrow nasty national native natural naval near nearby neat necessary new nice noble normal northern
notable nuclear numerous obvious odd official old older open opposite ordinary original outer overall pale
particular past perfect permanent personal physical plain pleasant polite political poor popular positive
possible potential powerful practical precise pregnant present pretty previous primary prime principal prior
private professional proper proud public pure quick quiet radical random rapid rare raw ready real recent red
regional regular related relevant remaining remote rich right rigid rising rival roman rough round royal rude
rural sad safe scientific secret secure senior sensitive separate serious severe shallow sharp short shy sick
significant silent silver similar simple single slight slow small smaller smart smooth social soft sole solid
sorry southern special specific stable standard steady steep stiff strange strict strong stupid sudden
sufficient suitable super sure surprised sweet swift tall technical temporary terrible thick thin tight tiny
tired top total tough traditional true twin typical ugly unable unique united universal unknown unlikely unusual
upper upset urban urgent usual vague valid vast violent visual vital warm weak wealthy weird western wet white
whole wide wild willing wise wonderful wooden working worse worst worth written wrong yellow young younger
""",
        "ago else too. n't 's o'clock",
    ),
    "es": (
        """
y e o u ni pero sino mas porque pues aunque mientras cuando donde como que quien quienes cual cuales cuyo cuya
si a al ante bajo con contra de del desde durante en entre hacia hasta mediante para por según sin sobre tras
excepto salvo además
""",
        """
el la los las lo un una unos unas mi mis tu tus su sus nuestro nuestra nuestros nuestras este esta estos estas
ese esa esos esas aquel aquella aquellos aquellas no me te se le les nos os yo tú él ella ellos ellas usted
ustedes nosotros muy más menos tan tanto tanta poco poca mucho mucha muchos muchas todo toda todos todas cada
otro otra otros otras algún alguna algunos algunas ningún ninguna cualquier varios varias mismo misma gran buen
mal primer primera segundo tercer es son era eran fue fueron ser soy eres está están estaba estaban estar estoy
ha han había habían haber he has hemos hay puede pueden podía puedo debe deben va van voy iba ya también casi
nunca siempre solo sólo dos tres cuatro cinco seis siete ocho nueve diez cien mil sr. sra. dr. don doña san
santa nuevo nueva
""",
        "",
    ),
    "fr": (
        """
et ou ni mais donc or car parce puis quand lorsque puisque comme si que qu'il qui dont où quoi lequel laquelle
de du des à au aux en dans par pour sur sous avec sans chez vers entre contre depuis pendant avant après devant
derrière dès jusqu'à jusqu'au malgré selon sauf afin ainsi tandis
""",
        """
le la les un une mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ce cet cette ces ne n'est pas
je tu il elle on nous vous ils elles me te se lui y très plus moins aussi si trop assez bien tout toute tous
toutes chaque quelque quelques plusieurs aucun aucune autre autres même mêmes certain certains certaines est
sont était étaient être suis es sommes êtes a ont avait avaient avoir ai as avons avez sera seront serait fut
peut peuvent doit doivent va vont vais fait faire été c'est c'était j'ai il's d'un d'une l'on grand grande
grands petit petite petits bon bonne beau belle nouveau nouvelle vieux vieille jeune premier première deuxième
dernier dernière deux trois quatre cinq six sept huit neuf dix cent mille m. mme mlle dr st saint sainte jamais
toujours déjà encore peu beaucoup
""",
        "ci là",
    ),
    "de": (
        """
und oder aber denn sondern weil dass daß wenn als ob obwohl während bevor nachdem damit sodass falls wie wo
woher wohin wer was welche welcher welches in im ins an am ans auf aufs mit von vom zu zum zur bei beim nach für
fürs über aus um unter vor hinter neben zwischen durch gegen ohne bis seit trotz wegen statt außer gegenüber
sowie sowohl
""",
        """
der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner mein meine meinen
meinem meiner dein deine sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer unser unsere unseren euer
eure dieser diese dieses diesen diesem jener jene jenes jeder jede jedes jeden jedem alle allen aller alles
viele vielen viel wenige einige einigen mehrere andere anderen anderer beide beiden manche solche nicht sehr so
zu ganz noch nur auch schon immer nie mehr weniger etwa fast ich du er sie es wir man mich mir dich dir sich uns
euch ihm ihn ihnen ist sind war waren bin bist wird werden wurde wurden würde hat haben hatte hatten habe kann
können konnte muss müssen soll sollen will wollen darf dürfen große großen großer neue neuen neuer neues alte
alten gute guten ersten erste erster zweite zweiten letzten zwei drei vier fünf sechs sieben acht neun zehn
hundert tausend herr frau dr. prof. st. bzw. z.b.
""",
        "",
    ),
    "it": (
        """
e ed o oppure né ma però perché poiché se che chi cui quando dove mentre come di del dello della dei degli delle
a ad al allo alla ai agli alle da dal dallo dalla dai dagli dalle in nel nello nella nei negli nelle con col su
sul sullo sulla sui sugli sulle per tra fra senza verso contro durante dopo prima sotto sopra presso secondo
fino anche quindi dunque
""",
        """
il lo la i gli le un uno una un' mio mia miei mie tuo tua suo sua suoi sue nostro nostra nostri vostro loro
questo questa questi queste quel quello quella quei quegli quelle non mi ti si ci vi ne io tu lui lei noi voi
molto molta molti molte più meno tanto troppo poco tutto tutta tutti tutte ogni altro altra altri altre qualche
alcuni alcune nessun nessuna stesso stessa è sono era erano essere sia fu furono stato stata sei siamo ha hanno
aveva avevano avere ho hai abbiamo può possono deve devono va vanno sta stanno grande gran bel bella buon buona
nuovo nuova primo prima secondo due tre quattro cinque sette otto nove dieci cento mille sig. dott. san santa
così già ancora sempre mai solo c'è
""",
        "",
    ),
    "pt": (
        """
e ou nem mas porém porque pois embora se que quem qual quais cujo cuja quando onde enquanto como de do da dos
das em no na nos nas a à ao aos às com sem por pelo pela pelos pelas para pra sobre sob entre até desde contra
durante após perante segundo conforme além num numa dum duma
""",
        """
o os as um uma uns umas meu minha meus minhas teu tua seu sua seus suas nosso nossa nossos nossas este esta
estes estas esse essa esses essas aquele aquela isto isso não me te se lhe lhes nos eu tu ele ela eles elas você
vocês nós muito muita muitos muitas mais menos tão tanto pouco todo toda todos todas cada outro outra outros
outras algum alguma alguns algumas nenhum nenhuma qualquer vários várias mesmo mesma é são era eram foi foram
ser sou está estão estava estavam estar estou tem têm tinha tinham ter há havia pode podem podia deve devem vai
vão vou já também ainda sempre nunca só grande bom boa novo nova primeiro primeira segundo dois duas três quatro
cinco seis sete oito nove dez cem mil sr. sra. dr. dom dona santo santa
""",
        "",
    ),
    "nl": (
        """
en of maar want dus omdat doordat hoewel terwijl toen wanneer als dat die wie wat waar welke welk hoe in op aan
bij van voor met naar uit over onder tegen tussen door na om tot zonder sinds tijdens volgens vanaf achter naast
boven per binnen buiten zoals indien
""",
        """
de het een 't mijn jouw zijn haar ons onze hun uw dit deze geen niet erg heel zeer zo te er ik jij je hij zij ze
we wij jullie u men me mij hem zich is was waren ben bent wordt worden werd werden heeft hebben had hadden heb
kan kunnen kon moet moeten zal zullen zou zouden wil willen mag gaat gaan ging alle al elke elk ieder iedere
veel weinig enkele meer minder meest andere ander beide sommige zulke nog ook nooit altijd alleen grote groot
nieuwe nieuw oude goede eerste tweede laatste twee drie vier vijf zes zeven acht negen tien honderd duizend dhr.
mevr. dr.
""",
        "",
    ),
    "pl": (
        """
i a oraz lub albo ale lecz więc bo ponieważ gdyż że żeby aby gdy kiedy jeśli jeżeli choć chociaż który która
które którego której którzy których którym którą gdzie jak czy co kto w we z ze na do od o u po za przez dla
przy bez pod nad przed między ku wśród podczas według mimo oprócz obok koło poza niż
""",
        """
nie się ten ta to te ci tego tej tych tym tę tą mój moja moje twój swój swoje swoją swoich jego jej ich nasz
nasza nasze wasz każdy każda każde wszystkie wszystkich wszyscy inny inna inne innych żaden sam sama jeden jedna
jedno bardzo tak też także już jeszcze tylko nawet nigdy zawsze bardziej najbardziej mniej jest są był była było
byli były być będzie będą jestem może mogą można ma mają miał miała trzeba ja ty on ona ono my wy oni one mi
mnie cię mu go nam was im dwa dwie trzy cztery pięć sześć siedem osiem dziewięć dziesięć sto tysiąc nowy nowa
nowe duży wielki wielka pierwszy pierwsza drugi pan pani dr św. ul. niech by
""",
        "się by",
    ),
    "tr": (
        "ve veya ya ama fakat ancak çünkü eğer ki hem ne oysa yoksa lakin",
        """
bir bu şu o her bazı birçok çok daha en hiç böyle şöyle öyle bütün tüm aynı başka diğer kendi hangi kaç ilk son
iki üç dört beş altı yedi sekiz dokuz on yüz bin milyon yeni eski büyük küçük iyi güzel uzun kısa yüksek önemli
genç tek çift yarım pek gayet sadece yalnız belki hemen artık bile sanki dr. prof. sayın ben sen biz siz onlar
benim senin onun bizim sizin onların beni bana sana ona
""",
        """
de da mi mı mu mü ile için gibi kadar göre sonra önce beri dolayı doğru karşı rağmen üzere ise idi imiş değil
dahi diye olarak olan olduğu oldu olur var yok bey hanım ederek etti eder edilen etmek misin mısın musun miyim
mıydı
""",
    ),
    "ru": (
        """
и а но или либо да однако зато что чтобы потому если когда пока хотя как будто чем где куда откуда который
которая которое которые которого которой которых которым которую кто чей в во на с со к ко по из изо от до у о
об обо за под над при про для без через между перед около после среди вокруг кроме против ради из-за из-под
сквозь вместо также тоже
""",
        """
не ни я ты он она оно мы вы они мой моя моё мои твой его её их наш наша наше наши ваш ваша свой своя своё свои
своего своей своих этот эта это эти этого этой этих этом тот та то те того той тех том весь вся всё все всех
каждый каждая любой сам сама другой другая другие других такой такая такие какой какая самый самая один одна
одно два две три четыре пять шесть семь восемь девять десять сто тысяча очень более менее так уже ещё еще только
даже лишь почти никогда всегда был была было были есть будет будут быть может могут можно нужно надо нельзя стал
стала мне меня тебе ему ей нам вам им новый новая новые большой большая первый первая второй г. им. ул. св.
""",
        "ли же бы б ль",
    ),
    "id": (
        """
dan atau tetapi tapi namun serta karena sebab jika kalau bila ketika saat sementara meskipun walaupun agar
supaya bahwa yang di ke dari pada kepada dengan untuk bagi oleh dalam antara tentang terhadap tanpa sejak sampai
hingga selama setelah sebelum seperti sebagai menurut melalui akibat daripada maupun sedangkan
""",
        """
tidak bukan belum jangan akan telah sudah sedang masih dapat bisa harus boleh mau ingin perlu para si sang
seorang sebuah suatu seekor satu dua tiga empat lima enam tujuh delapan sembilan sepuluh ratus ribu juta semua
setiap tiap banyak beberapa sangat lebih paling terlalu cukup agak hampir hanya juga pun selalu saya aku kamu
anda dia ia kami kita mereka adalah ialah merupakan ada lagi pernah tak pak bu bapak ibu tuan hari tahun tanggal
bulan
""",
        "ini itu tersebut nya lah kah saja juga pun lain sendiri",
    ),
    "ms": (
        """
dan atau tetapi tapi namun serta kerana sebab jika kalau apabila ketika semasa sementara walaupun meskipun agar
supaya bahawa yang di ke dari daripada pada kepada dengan untuk bagi oleh dalam antara tentang terhadap tanpa
sejak sehingga hingga selama selepas sebelum seperti sebagai menurut melalui akibat manakala mahupun
""",
        """
tidak bukan belum jangan akan telah sudah sedang masih dapat boleh harus mahu ingin perlu para si sang seorang
sebuah suatu seekor satu dua tiga empat lima enam tujuh lapan sembilan sepuluh ratus ribu juta semua setiap tiap
banyak beberapa sangat lebih paling terlalu cukup agak hampir hanya selalu saya aku kamu awak anda dia ia kami
kita mereka adalah ialah merupakan ada lagi pernah tak encik puan cik tuan hari tahun
""",
        "ini itu tersebut nya lah kah sahaja juga pun lain sendiri",
    ),
    "vi": (
        """
và hoặc hay nhưng mà vì bởi nên nếu khi lúc trong ngoài trên dưới giữa với của cho từ đến tới tại ở về theo bằng
do để qua sau trước như rằng thì tuy dù cùng
""",
        """
các những một mỗi mọi từng vài nhiều ít hai ba bốn năm sáu bảy tám chín mười trăm nghìn triệu tỷ không chưa
chẳng đừng đã đang sẽ vẫn còn cũng chỉ rất quá hơi khá càng bị được là có phải cần nên muốn tôi anh chị em ông
bà nó họ chúng cái con chiếc người cuốn bức sự việc cuộc nền ngày tháng thứ số ai gì hãy
""",
        "này đó kia ấy nhất lắm rồi nữa đây vậy thôi à ạ nhé nhỉ hơn tôi",
    ),
    "ar": (
        """
و أو أم ثم لكن ولكن بل لأن إذا إن أن لو كما بينما عندما حين حيث حتى منذ في من إلى على عن مع بين بعد قبل عند تحت
فوق أمام خلف دون خلال ضد نحو حول لدى سوى الذي التي الذين اللذان ما متى كيف لماذا كي وفي ومن وعلى وإلى وأن فيما
""",
        """
لا لم لن ليس ليست قد لقد سوف هل هذا هذه ذلك تلك هؤلاء أولئك كل بعض جميع أي غير مثل نفس كان كانت كانوا يكون تكون
هو هي هم نحن أنا أنت أنتم هناك هنا أكثر أقل أول آخر أحد إحدى ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة مئة ألف
يا أيها كذلك أيضا إنه إنها أنه أنها وهو وهي عبد أبو ابن بن
""",
        "جدا أيضا فقط",
    ),
    "ko": (
        "및 또는 혹은 그리고 그러나 하지만 그런데 그래서 따라서 즉 또 또한 곧 만약 만일 왜냐하면",
        """
이 그 저 요 이런 그런 저런 어떤 무슨 어느 웬 모든 각 여러 새 헌 옛 첫 한 두 세 네 다섯 여섯 일곱 여덟 아홉 열 몇
온 온갖 다른 딴 약 총 매 현 제 본 양 순 맨 단 더 덜 가장 매우 아주 너무 잘 못 안 좀 꼭 참 늘 꽤 훨씬 제일 별
갖은 내 우리 저희 너희 나의 너의 그의 그녀의 몇몇 대한 관한 위한 의한 이러한 그러한 같은
""",
        """
등 등의 등을 등이 등은 등에 등으로 때문 때문에 때문이다 때문입니다 정도 정도로 이상 이하 이후 이전 동안 씨 씨가
씨는 씨의 님 님이 님은 만에 간 간의 뿐만 대로 밖에 위해 위하여 대해 대하여 따라 의해 의하여 통해 통하여 관해
관하여 함께 같이 있다 있는 있습니다 있었다 있을 있고 있으며 없다 없는 없습니다 없이 된다 되는 되었다 됩니다 한다
하는 했다 합니다
""",
    ),
    "th": (
        "และ หรือ แต่ เพราะ ว่า ที่ ซึ่ง อัน เพื่อ ถ้า หาก เมื่อ ใน ของ จาก กับ โดย แก่ ต่อ ตาม ด้วย จน เช่น คือ สำหรับ",
        "ไม่ จะ ได้ กำลัง เคย ต้อง ควร อาจ ยัง ความ การ ผู้ นัก ทุก แต่ละ หลาย บาง เป็น มี ถูก",
        "ครับ ค่ะ คะ นะ แล้ว ๆ ไหม เลย สิ นี้ นั้น ด้วย กัน",
    ),
    "zh": (
        """
和 与 與 及 以及 或 或者 但 但是 而 而且 因 因为 因為 因此 所 所以 如 如果 虽 雖 虽然 雖然 并 並 并且 並且 且 在
对 對 对于 對於 从 從 把 被 让 讓 给 給 向 为 為 为了 為了 以 是 有 也 都 就 又 还 還 便 只 只是 却 卻 将 將 若
由 由于 由於 于 於 至 到 往 跟 同 比 按 按照 据 據 根据 根據 基于 基於 关于 關於 通过 通過 经 經 经过 經過 当 當
即 即使 尽管 儘管 不仅 不僅 不但 无论 無論 除了 除 用 使 使得 令 叫 自 自从 自從 随着 隨著 作为 作為 那么 那麼
于是 於是 然后 然後 可是 不过 不過 然而 则 則 可 能 会 會 要 想
""",
        """
不 很 这 這 那 哪 第 每 一 最 更 太 再 没 沒 没有 沒有 无 無 未 莫 老 小 大 我 你 您 他 她 它 她们 自己 这个
這個 那个 那個 这些 這些 那些 这种 這種 那种 那種 每个 每個 各 各种 各種 某 某些 几 幾 两 兩 一个 一個 一种 一種
一些 许多 許多 很多 所有 任何 其 其他 其它 该 該 本 此 新 旧 舊 高 低 多 少 已 已经 已經 正在 正 曾 曾经 曾經
必须 必須 应 應 应该 應該 可以 可能 能够 能夠 需要 非常 十分 比较 比較 特别 特別 十 百 千 万 萬 亿 億 半 约 約
大约 大約 近 超过 超過 共 请 請 别 別 不要 不能 不会 不會 不是 就是 还是 還是 也是 都是 而是 之所以 什么样 怎么
怎麼 怎样 多么 多麼 另 另外 前 后 後 副 总 總 全 整个 整個 只有 刚 剛 将要 仍 仍然 越 越来越 越來越 互相 相 被迫
""",
        """
的 了 着 著 过 過 吗 嗎 呢 吧 啊 呀 嘛 啦 哦 们 們 地 得 者 之 里 裡 裏 上 下 中 内 內 外 间 間 后 後 前 时 時
等 等等 起来 起來 下来 下來 下去 出来 出來 上来 进去 进来 过来 過來 过去 以后 以後 之后 之後 以前 之前 以来 以來
之间 之間 之一 之中 之内 之外 以上 以下 以内 以外 左右 似的 一样 一樣 般 一般 的话 的話 而已 罢了 里面 裡面 上面
下面 中间 当中 时候 時候 期间 期間 方面 个 個 岁 歲 块 塊 住 掉 完 成 不到 不了 得了
""",
    ),
    "ja": (
        "また そして しかし だから でも それで ただし つまり なお および あるいは または もし",
        """
この その あの どの こんな そんな あんな どんな いわゆる ある 第 約 お ご 各 全 新 元 最 とても もっと まだ もう
大 小 御 不 無 非 再 反
""",
        """
は が を に で と も へ や の ば か ね よ な ぞ ぜ さ わ て た だ し ん う ず ぬ から まで より など だけ しか
ほど くらい ぐらい ばかり こそ さえ すら でも とか って なら たら ながら つつ けど けれど けれども のに ので
という といった として について において における によって による に対して に対する です ます まし ませ でし
だっ でしょ ない なかっ なく なけれ なき れる られる れ られ せる させる せ させ たい たかっ たく そう よう
みたい らしい らしく べき だろう でしょう いる い いた いて ある あっ あり する すれ せよ しまう しまっ おく
くれる くれ もらう もらっ あげる いく くる き おり おら じゃ ちゃ てる でる たり だり さん 様 氏 君 たち 達 的
性 化 者 員 等 内 中 上 下 後 前 間 年 月 日 円 個 回 目 分 時 本 的な こと もの ため とき ところ わけ はず まま
うち
""",
    ),
}
OPENING: Final = {language: frozenset(lists[0].split()) for language, lists in _LISTS.items()}
"""Words that open a phrase, so that a line may well begin with one, and none should end with one."""
LEANING: Final = {language: frozenset(lists[1].split()) for language, lists in _LISTS.items()}
"""Words that belong to the one after them, so that no line should end with one."""
CLOSING: Final = {language: frozenset(lists[2].split()) for language, lists in _LISTS.items()}
"""Words that belong to the one before them, so that no line should begin with one."""
